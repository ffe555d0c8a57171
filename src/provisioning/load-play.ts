import type { Config } from '../config.ts';
import { builtInModules, type ModuleTable, type Playbook } from '../engine/index.ts';
import { withCallEffects } from './backends/call-effects.ts';
import { withIdempotencyKeys } from './backends/idempotency-keys.ts';
import { findPlay } from './find-play.ts';
import { readPlay } from './kept-plays.ts';
import { withReplyChecks } from './reply-checks.ts';

/** The modules of an order or a removal: `uri` knows what the operator's backends mean by their replies. */
export function runModules(config: Config): ModuleTable {
  const known = tables.get(config);
  if (known !== undefined) return known;
  const modules = withCallEffects(builtInModules(), config);
  const table = withReplyChecks(withIdempotencyKeys(modules, config), config);
  tables.set(config, table);
  return table;
}

const tables = new WeakMap<Config, ModuleTable>();

/** A play by its bare name, checked whole. Throws E_INPUT, E_PLAY_MISSING or E_PLAY_SYNTAX. */
export function loadPlay(config: Config, name: string, modules: ModuleTable): Playbook {
  return readPlay(findPlay(name, config.playsPath), modules);
}
