/** The actions by name. */
import type { Action } from './action.ts';
import { reset } from './access/reset.ts';

const all: readonly Action[] = [reset];

export const actions: ReadonlyMap<string, Action> = new Map(all.map(action => [action.name, action]));
