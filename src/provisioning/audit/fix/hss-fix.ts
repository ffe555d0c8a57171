import type { FixCall, SuggestedFix } from '../finding.ts';
import { dormantNumber } from '../hss-names.ts';
import type { HssNode, HssSubscriber, ImsSubscriber } from '../state.ts';

/** Parks a subscriber as a removal does: a number that nobody can call, voice taken away; and it is switched off. */
export function parkSubscriber(node: HssNode, row: HssSubscriber, safe: boolean): SuggestedFix {
  const { imsi, subscriber_id } = row;
  const voice = node.imsSubscribers.filter(ims => ims.imsi === imsi).map(ims => removeVoice(node, ims));
  const body = { enabled: false, msisdn: dormantNumber(imsi) };
  const park: FixCall = { to: 'hss', method: 'PATCH', url: urlOf(node, `subscriber/${subscriber_id}`), body };
  return { text: 'make it dormant', safe, calls: [...voice, park] };
}

export function removeVoice(node: HssNode, { ims_subscriber_id }: ImsSubscriber): FixCall {
  return { to: 'hss', method: 'DELETE', url: urlOf(node, `ims_subscriber/${ims_subscriber_id}`) };
}

function urlOf({ node }: HssNode, path: string): string {
  return `${node.replace(/\/$/, '')}/${path}`;
}
