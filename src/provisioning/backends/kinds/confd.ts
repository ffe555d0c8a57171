/** XiVO's confd: what is made is answered with 201 and its id, what is refused with a list of texts. */
import type { ModuleArguments, ModuleResult } from '../../../engine/index.ts';
import { asText } from '../../as-text.ts';
import type { BackendKind } from '../backend.ts';
import { safeMethods } from './safe-methods.ts';

export const confd: BackendKind = {
  name: 'confd',
  // A confd of 2015 has ten threads.
  concurrency: 6,
  // A POST makes another object each time; what is deleted twice is answered with 404.
  retried: new Set([...safeMethods, 'PUT', 'DELETE']),
  honoursIdempotencyKey: false,
  check,
  reason,
};

/** Of the objects themselves: `/lines/3/extensions` ties two that are there. */
const creation = /(?<!\/lines\/\d+)\/(users|lines_sip|extensions|devices)\/?$/;

function check(args: ModuleArguments, result: ModuleResult): string | undefined {
  const isCreation = asText(args['method'] ?? 'GET').toUpperCase() === 'POST' && creation.test(asText(args['url']));
  const reply = result['json'];
  if (!isCreation || (reply instanceof Map && reply.has('id'))) return undefined;
  return 'The phone system answered without the id of what it made';
}

/** Its list of texts says more than the status. */
function reason(result: ModuleResult): string | undefined {
  const reply = result['json'];
  return Array.isArray(reply) && reply.length > 0 ? reply.map(text => asText(text)).join('; ') : undefined;
}
