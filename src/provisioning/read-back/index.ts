/** Read-back: what did a run write to, and is it still there? */
export { objectsOf } from './objects-of.ts';
export { readBack } from './read-back.ts';
export type { ObjectState, RunCall } from './types.ts';
