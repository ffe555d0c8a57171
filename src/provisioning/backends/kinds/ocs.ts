/** CGRateS: JSON-RPC by POST, every answer HTTP 200. */
import type { Dict } from '../../../template/index.ts';
import type { ModuleArguments, ModuleResult } from '../../../engine/index.ts';
import { asText } from '../../as-text.ts';
import type { BackendKind, Repeat, SentCall } from '../backend.ts';
import { jsonMembers } from './json-members.ts';
import { safeMethods } from './safe-methods.ts';

/** By the method's verb. All else adds, takes or runs something each time it is called. */
const repeatedVerbs = /^(?:Get|Set|Remove)[A-Z]/;

export const ocs: BackendKind = {
  name: 'ocs',
  concurrency: 64,
  retried: safeMethods,
  honoursIdempotencyKey: false,
  repeat,
  check,
};

function repeat({ body }: SentCall): Repeat {
  const call = jsonMembers(body);
  const method = call.get('method');
  if (typeof method !== 'string') return 'fail';
  const name = method.slice(method.lastIndexOf('.') + 1);
  return repeatedVerbs.test(name) && !(name === 'SetAccount' && namesPlans(call.get('params'))) ? 'repeat' : 'fail';
}

/** Each SetAccount that names a plan queues the plan's `*asap` actions once more: a credit would be given twice. */
function namesPlans(params: unknown): boolean {
  const account = jsonMembers(Array.isArray(params) ? params[0] : undefined);
  return [...account].some(([name, value]) => /^ActionPlanIDs?$/i.test(String(name)) && !isEmpty(value));
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Errors come inside a 200; a body that it cannot read gets an empty 200. */
function check(_args: ModuleArguments, result: ModuleResult): string | undefined {
  const reply = result['json'];
  if (!(reply instanceof Map)) return 'The OCS answered without a JSON-RPC reply';
  const error = (reply as Dict).get('error') ?? null;
  return error === null ? undefined : `The OCS refused the call: ${asText(error)}`;
}
