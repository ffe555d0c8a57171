import type { Dispatcher } from 'undici';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A dispatcher that tells of every write it sends, whatever becomes of it. */
export function noteWrites(dispatcher: Dispatcher, note: () => void): Dispatcher {
  return dispatcher.compose(dispatch => (options, handler) => {
    if (!READS.has(options.method)) note();
    return dispatch(options, handler);
  });
}
