import { globSync } from './glob.ts';
import type { ModuleArguments, ModuleContext } from '../../module.ts';
import { absolutePath, optionalText } from './read-arguments.ts';

/** Why a task with `creates` or `removes` has nothing to do; null when it has. */
export interface NothingToDo {
  readonly reason: string;
  readonly path: string;
  readonly option: 'creates' | 'removes';
}

/** `creates` names (or matches) something which exists, or `removes` nothing which does. */
export function nothingToDo(args: ModuleArguments, context: ModuleContext, directory?: string): NothingToDo | null {
  const exists = (pattern: string): boolean => globSync(absolutePath(context, directory ?? '.'), pattern).length > 0;
  const creates = optionalText(args, 'creates');
  if (creates !== null && exists(creates)) return { reason: `${creates} exists`, path: creates, option: 'creates' };
  const removes = optionalText(args, 'removes');
  if (removes !== null && !exists(removes))
    return { reason: `${removes} does not exist`, path: removes, option: 'removes' };
  return null;
}
