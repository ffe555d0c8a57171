/** Calls that got no answer: which errors say so, and what is said while a breaker is open. */

/** The connection was refused, or broke before an answer began. */
const broken: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);
const notFound = ['ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'];
const unreachable: ReadonlySet<string> = new Set([...broken, ...notFound]);

/** Whether a safe call may be sent again at once. */
export function isBroken(error: Error): boolean {
  return broken.has(codeOf(error));
}

/** Whether an error speaks against the backend, and not against the call or its caller. */
export function isNoAnswer(error: Error): boolean {
  return unreachable.has(codeOf(error)) || error.name === 'TimedOut';
}

/** The time to connect, or for an answer to begin, has passed. */
export function noAnswerInTime(what: 'connection' | 'answer', milliseconds: number): Error {
  return Object.assign(new Error(`no ${what} within ${milliseconds / 1000} s`), { code: 'ETIMEDOUT' });
}

/** An open breaker: since when, why, and when the backend is tried again. */
export interface Outage {
  readonly since: Date;
  readonly reason: string;
  readonly until: Date;
}

/** What a call gets that was not made: the task shows its message. */
export class LeftAlone extends Error {
  override readonly name = 'LeftAlone';
  readonly code = 'EBACKENDDOWN';
}

/** The error of a call that an open breaker holds back. */
export function leftAlone({ name, origin }: { name: string; origin: string }, outage: Outage): LeftAlone {
  return new LeftAlone(`${name} (${origin}) ${outageText(outage)}`);
}

/** `is down since 14:03:07Z (Connection refused); it is tried again at 14:03:17Z` */
export function outageText({ since, reason, until }: Outage): string {
  return `is down since ${timeOf(since)} (${reason}); it is tried again at ${timeOf(until)}`;
}

function timeOf(moment: Date): string {
  return `${moment.toISOString().slice(11, 19)}Z`;
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}
