/** PyHSS: a row is set to the values it is given, one that is not there is `null` in an HTTP 200. */
import type { ModuleArguments, ModuleResult } from '../../../engine/index.ts';
import { asText } from '../../as-text.ts';
import type { BackendKind } from '../backend.ts';
import { hssProbe } from './hss-probe.ts';
import { safeMethods } from './safe-methods.ts';

export const hss: BackendKind = {
  name: 'hss',
  concurrency: 16,
  // PATCH sets absolute values; a PUT that creates is refused when it comes again, a DELETE finds nothing.
  retried: new Set([...safeMethods, 'PATCH']),
  honoursIdempotencyKey: false,
  repeat: ({ method }) => (method === 'PATCH' ? 'repeat' : undefined),
  check,
  probe: hssProbe,
};

/** `null` is fine for a look-up, and for a DELETE that comes again after a crash; it is a failure for a write. */
function check(args: ModuleArguments, result: ModuleResult, repeated: boolean): string | undefined {
  const method = asText(args['method'] ?? 'GET').toUpperCase();
  const isWrite = method !== 'GET' && method !== 'HEAD';
  if (repeated && method === 'DELETE') return undefined;
  return isWrite && (result['json'] ?? null) === null ? 'The HSS has no such row (it answered null)' : undefined;
}
