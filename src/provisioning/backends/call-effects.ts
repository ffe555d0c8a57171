import type { Config } from '../../config.ts';
import type { Module, ModuleArguments, ModuleEffect, ModuleTable } from '../../engine/index.ts';
import { asText } from '../as-text.ts';
import { backendAt } from './backends-of.ts';
import { safeMethods } from './kinds/safe-methods.ts';
import { repeatable } from './repeatable.ts';

/** The module table with a `uri` that knows which calls its backend carries out once although they come twice. */
export function withCallEffects(modules: ModuleTable, config: Config): ModuleTable {
  const uri = modules.get('uri');
  return uri === undefined ? modules : new Map([...modules, ['uri', judgedUri(uri, config)]]);
}

function judgedUri(uri: Module, config: Config): Module {
  return { ...uri, effect: args => effectOf(args, config) };
}

function effectOf(args: ModuleArguments, config: Config): ModuleEffect {
  const method = asText(args['method'] ?? 'GET').toUpperCase();
  if (safeMethods.has(method)) return 'read';
  const { url, body } = args;
  const repeat = repeatable(backendAt(config, url), { method, url: asText(url), body });
  return repeat === 'fail' ? 'once' : 'repeatable';
}
