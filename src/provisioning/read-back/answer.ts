import type { BackendObject, Row } from './types.ts';

/** What a backend says of one object: its row, null where there is none. */
export type Answer = { readonly row: Row | null } | { readonly unknown: string };

/** Asks a backend for one object whose id is known. May throw: then the backend did not answer. */
export type Ask<Context> = (context: Context, object: BackendObject, id: string) => Promise<Answer>;

export const gone: Answer = { row: null };

/** A second system of a kind whose keys are for one. */
export const notOurs: Answer = { unknown: 'the configuration tells how to log in to another system of its kind' };
