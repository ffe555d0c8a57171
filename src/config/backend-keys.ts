/** The keys of `backends` in crm_config.yaml: names are the operator's, settings are those of this table. */
import { didYouMean } from '../errors.ts';
import type { Value } from '../template/index.ts';
import type { ConfigKey } from './keys.ts';
import type { ConfigEntry } from './tree.ts';
import { wrongValue } from './wrong-value.ts';

/** What a backend speaks: its replies, and what may be asked of it twice. */
export const backendKinds = ['ocs', 'hss', 'sms', 'payments', 'crm', 'confd', 'http'] as const;
export type BackendKindName = (typeof backendKinds)[number];

/** Keys of one backend, below `backends.<name>`. */
export const backendKeys: Readonly<Record<string, ConfigKey>> = {
  base_url: { type: 'url', summary: 'where it is (ocs, hss, sms, payments, pbx and crm know it from their own keys)' },
  kind: { type: 'text', choices: backendKinds, summary: 'what it speaks' },
  ca_file: { type: 'text', summary: 'certificates of the authorities that may vouch for it, beside the usual ones' },
  fingerprint: { type: 'text', summary: 'SHA-256 of its certificate: that one is trusted and no other' },
  concurrency: { type: 'count', summary: 'calls under way at once' },
  rate: { type: 'rate', summary: 'calls a second' },
  connect_timeout: { type: 'seconds', summary: 'longest wait for a connection, in seconds' },
  answer_timeout: { type: 'seconds', summary: "longest wait for an answer, in seconds (default: the task's timeout)" },
  retries: { type: 'whole', summary: 'further tries of a safe call that got no answer' },
  honours_idempotency_key: { type: 'bool', summary: 'one Idempotency-Key is done once, however often it is sent' },
  'breaker.failures': { type: 'count', summary: 'calls failed in a row after which it is left alone' },
  'breaker.open_seconds': { type: 'seconds', summary: 'how long it is left alone, in seconds' },
};

/** The key of a backend at these keys of the tree, or undefined when they name none. */
export function backendKeyAt(keys: readonly Value[]): ConfigKey | undefined {
  const [top, , ...rest] = keys;
  return top === 'backends' ? backendKeys[rest.map(String).join('.')] : undefined;
}

/** Throws E_CONFIG for a value below `backends` that is no setting of a backend. */
export async function refuseUnknownBackendKey(entry: ConfigEntry): Promise<void> {
  const [top, name, ...rest] = entry.keys;
  if (top !== 'backends' || (rest.length === 0 && entry.value instanceof Map)) return;
  if (name === undefined) throw await wrongValue(entry, 'backends must be a mapping of names to settings');
  if (rest.length === 0) throw await wrongValue(entry, `${entry.path} must be a mapping`);
  const key = rest.map(String).join('.');
  const near = didYouMean(key, Object.keys(backendKeys));
  const advice = near === undefined ? '' : `; did you mean ${near}?`;
  throw await wrongValue(entry, `${entry.path}: a backend has no setting ${key}${advice}`);
}
