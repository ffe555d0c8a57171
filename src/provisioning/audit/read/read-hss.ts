/** What one HSS node holds. */
import type { BackendContext } from '../ask/backend-context.ts';
import { listHss } from '../ask/list-hss.ts';
import type { HssNode, HssSubscriber, ImsSubscriber } from '../state.ts';

type Row = Readonly<Record<string, unknown>>;

/** Its subscribers, voice subscribers, and the ids of its keys and APNs. Throws E_BACKEND_DOWN. */
export async function readHssNode(context: BackendContext, node: string): Promise<HssNode> {
  const subscribers: HssSubscriber[] = [];
  const imsSubscribers: ImsSubscriber[] = [];
  const aucIds = new Set<number>();
  const apnIds = new Set<number>();
  for await (const row of listHss(context, node, 'subscriber')) subscribers.push(subscriberOf(row));
  for await (const row of listHss(context, node, 'ims_subscriber')) imsSubscribers.push(imsSubscriberOf(row));
  for await (const row of listHss(context, node, 'auc')) aucIds.add(Number(row['auc_id']));
  for await (const row of listHss(context, node, 'apn')) apnIds.add(Number(row['apn_id']));
  const byImsi = new Map(subscribers.map(row => [row.imsi, row]));
  return { node, subscribers, byImsi, imsSubscribers, aucIds, apnIds };
}

function subscriberOf(row: Row): HssSubscriber {
  const list = text(row['apn_list'])
    .split(',')
    .filter(part => part.trim() !== '');
  return {
    subscriber_id: Number(row['subscriber_id']),
    imsi: text(row['imsi']),
    msisdn: text(row['msisdn']),
    enabled: Boolean(row['enabled']),
    auc_id: Number(row['auc_id']),
    apns: [...new Set([Number(row['default_apn']), ...list.map(Number)])],
    ue_ambr_dl: Number(row['ue_ambr_dl']),
    ue_ambr_ul: Number(row['ue_ambr_ul']),
    last_modified: text(row['last_modified']) || null,
  };
}

function imsSubscriberOf(row: Row): ImsSubscriber {
  return {
    ims_subscriber_id: Number(row['ims_subscriber_id']),
    imsi: text(row['imsi']),
    msisdn: text(row['msisdn']),
    last_modified: text(row['last_modified']) || null,
  };
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
