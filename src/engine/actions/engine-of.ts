import { OmnicrmError } from '../../errors.ts';
import type { EngineAccess } from '../engine-access.ts';
import type { ModuleContext } from '../module.ts';

/** The engine behind a context; actions run nowhere else. */
export function engineOf(context: ModuleContext): EngineAccess {
  if (context.engine === undefined) throw new OmnicrmError('E_INTERNAL', 'an action was run outside of a play');
  return context.engine;
}
