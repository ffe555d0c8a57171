import type { Config } from '../../config.ts';
import type { Module, ModuleArguments, ModuleContext, ModuleTable } from '../../engine/index.ts';
import type { Dict } from '../../template/index.ts';
import { asText } from '../as-text.ts';
import { backendAt } from './backends-of.ts';
import { safeMethods } from './kinds/safe-methods.ts';

const HEADER = 'Idempotency-Key';

/** The module table with a `uri` that names each write to a backend which does one key once; a task's own key stands. */
export function withIdempotencyKeys(modules: ModuleTable, config: Config): ModuleTable {
  const uri = modules.get('uri');
  return uri === undefined ? modules : new Map([...modules, ['uri', keyedUri(uri, config)]]);
}

function keyedUri(uri: Module, config: Config): Module {
  return { ...uri, run: (args, context) => uri.run(withKey(args, context, config), context) };
}

function withKey(args: ModuleArguments, context: ModuleContext, config: Config): ModuleArguments {
  if (safeMethods.has(asText(args['method'] ?? 'GET').toUpperCase())) return args;
  if (backendAt(config, args['url'])?.honoursIdempotencyKey !== true) return args;
  const { callKey } = context;
  if (callKey === undefined) return args;
  const headers: Dict = args['headers'] instanceof Map ? args['headers'] : new Map();
  if ([...headers.keys()].some(name => asText(name).toLowerCase() === HEADER.toLowerCase())) return args;
  return { ...args, headers: new Map([...headers, [HEADER, callKey]]) };
}
