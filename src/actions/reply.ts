/** How handlers answer. */
import type { HandlerReply } from './action.ts';

/** Done; the text is what the caller gets: `OK:RESET`. */
export function done(text: string, reason?: string): HandlerReply {
  return { outcome: 'done', text, reason };
}

/** Nothing was due: `SKIP:AUTOCREDIT`. */
export function skipped(text: string, reason?: string): HandlerReply {
  return { outcome: 'skipped', text, reason };
}

/** Not done because of what was asked: `ERROR:WRONG_LOGIN`. */
export function refused(text: string, reason?: string): HandlerReply {
  return { outcome: 'refused', text, reason };
}

/** Tried in vain. */
export function failed(text: string, reason?: string): HandlerReply {
  return { outcome: 'failed', text, reason };
}
