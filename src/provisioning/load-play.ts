import type { Config } from '../config.ts';
import { builtInModules, loadPlaybook, type ModuleTable, type Playbook } from '../engine/index.ts';
import { withCallEffects } from './backends/call-effects.ts';
import { withIdempotencyKeys } from './backends/idempotency-keys.ts';
import { findPlay } from './find-play.ts';
import { withReplyChecks } from './reply-checks.ts';
import { withShadowReplies } from './shadow-replies.ts';

/** The modules of an order or a removal: `uri` knows what the operator's backends mean by their replies. */
export function runModules(config: Config): ModuleTable {
  const modules = withCallEffects(builtInModules(), config);
  return withReplyChecks(withIdempotencyKeys(modules, config), config);
}

/** The modules of a plan: no write leaves. */
export function planModules(): ModuleTable {
  return withShadowReplies(builtInModules());
}

/** A play by its bare name, checked whole. Throws E_INPUT, E_PLAY_MISSING or E_PLAY_SYNTAX. */
export function loadPlay(config: Config, name: string, modules: ModuleTable): Playbook {
  return loadPlaybook(findPlay(name, config.playsPath), { modules });
}
