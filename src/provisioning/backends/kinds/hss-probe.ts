import type { ModuleArguments } from '../../../engine/index.ts';
import type { Value } from '../../../template/index.ts';
import { asText } from '../../as-text.ts';
import type { Probe } from '../backend.ts';
import { jsonMembers } from './json-members.ts';

/** How each table of an HSS is asked for a row by its IMSI. */
const lookups: Readonly<Record<string, string>> = {
  auc: 'auc/imsi',
  subscriber: 'subscriber/imsi',
  ims_subscriber: 'ims_subscriber/ims_subscriber_imsi',
};

/** What a row is known by; the rest of it may be written otherwise than it was sent. */
const IDENTITY = ['imsi', 'iccid', 'msisdn'];

/** A PUT that creates is refused when the row is there: asked for by its IMSI, it is the one that was made before the crash. */
export function hssProbe({ method, url, body }: ModuleArguments): Probe | undefined {
  const [, base = '', table = ''] = /^(.*)\/(auc|subscriber|ims_subscriber)\/?$/.exec(asText(url)) ?? [];
  const sent = jsonMembers(body);
  const [imsi, path] = [sent.get('imsi'), lookups[table]];
  if (asText(method).toUpperCase() !== 'PUT' || path === undefined || imsi === undefined) return undefined;
  return {
    url: `${base}/${path}/${encodeURIComponent(asText(imsi as Value))}`,
    isSame: row => IDENTITY.every(name => isSameText(row.get(name), sent.get(name))),
  };
}

function isSameText(found: unknown, sent: unknown): boolean {
  return sent === undefined || found === undefined || asText(found as Value) === asText(sent as Value);
}
