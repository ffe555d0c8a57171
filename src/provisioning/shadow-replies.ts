/** Replies to the writes that a plan does not send, so that every later step can be seen. */
import type { Module, ModuleArguments, ModuleResult, ModuleTable } from '../engine/index.ts';
import { asText } from './as-text.ts';
import type { Dict, Value } from '../template/index.ts';

/** The module table with a `uri` whose writes are answered by a shadow in check mode. */
export function withShadowReplies(modules: ModuleTable): ModuleTable {
  const uri = modules.get('uri');
  return uri === undefined ? modules : new Map([...modules, ['uri', shadowedUri(uri)]]);
}

function shadowedUri(uri: Module): Module {
  return { ...uri, run: async (args, context) => shadow(args, await uri.run(args, context)) };
}

/** What a write that was not sent would most likely have answered: the sent body with new ids, or a JSON-RPC "OK". */
function shadow(args: ModuleArguments, result: ModuleResult): ModuleResult {
  if (result.skipped !== true) return result;
  const url = asText(args['url']);
  const { skipped: _, ...rest } = result;
  const status = Array.isArray(args['status_code']) ? args['status_code'][0] : args['status_code'];
  return {
    ...rest,
    changed: false,
    status,
    url,
    msg: 'Not sent: this is a plan',
    json: shadowReply(url, args['body']),
  };
}

function shadowReply(url: string, body: Value | undefined): Dict {
  const sent = body instanceof Map ? body : new Map<Value, Value>();
  if (sent.has('params'))
    return new Map<Value, Value>([
      ['id', null],
      ['result', 'OK'],
      ['error', null],
    ]);
  const thing = new URL(url).pathname.split('/').findLast(part => /^[a-z_]+$/.test(part)) ?? 'row';
  return new Map<Value, Value>([...sent, [`${thing}_id`, 0]]);
}
