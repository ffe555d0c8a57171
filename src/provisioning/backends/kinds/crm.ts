/** The CRM's own API: PUT makes a row, PATCH sets values, charges are made by POST. */
import type { ModuleResult } from '../../../engine/index.ts';
import type { Dict } from '../../../template/index.ts';
import type { BackendKind, Repeat, SentCall } from '../backend.ts';
import { safeMethods } from './safe-methods.ts';

export const crm: BackendKind = {
  name: 'crm',
  concurrency: 64,
  retried: safeMethods,
  honoursIdempotencyKey: true,
  repeat,
  reason,
};

function repeat({ method, url }: SentCall): Repeat | undefined {
  if (method === 'PATCH' || (method === 'POST' && /\/crm\/stripe\/refund\//.test(url))) return 'repeat';
  return method === 'PUT' || method === 'POST' ? 'with-key' : undefined;
}

/** The card's code, or who holds an item: more than the status tells. */
function reason(result: ModuleResult): string | undefined {
  const reply = result['json'];
  const message = reply instanceof Map ? (reply as Dict).get('message') : undefined;
  return typeof message === 'string' ? message : undefined;
}
