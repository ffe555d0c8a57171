/** The exit codes of omnicrm, all in one place. */
import type { ErrorCode } from '../errors.ts';

export const exitCodes = {
  done: 0,
  /** Failed before anything was done, or refused. */
  refused: 1,
  /** The play failed and everything it did was undone (as ansible-playbook). */
  rolledBack: 2,
  /** Failed and something is left: a person must look. */
  notClean: 3,
  playUnreadable: 4,
  usage: 64,
  badInput: 65,
  noSuchThing: 66,
  backendDown: 69,
  bug: 70,
  cannotCreate: 73,
  databaseOrDisk: 74,
  tryLater: 75,
  notAllowed: 77,
  badConfig: 78,
  timeout: 124,
} as const;

/** What each code means, for `help exit-codes`. */
export const exitCodeMeanings: ReadonlyMap<number, string> = new Map([
  [exitCodes.done, 'done, or skipped by policy'],
  [exitCodes.refused, 'failed before anything was done, or refused'],
  [exitCodes.rolledBack, 'the play failed; rolled back clean'],
  [exitCodes.notClean, 'failed and not clean: a person must look'],
  [exitCodes.playUnreadable, 'the play cannot be read'],
  [exitCodes.usage, 'wrong usage'],
  [exitCodes.badInput, 'bad input data'],
  [exitCodes.noSuchThing, 'no such product, customer, item, service, play or run'],
  [exitCodes.backendDown, 'a backend is down'],
  [exitCodes.bug, 'a bug in omnicrm'],
  [exitCodes.cannotCreate, 'cannot create a file or folder'],
  [exitCodes.databaseOrDisk, 'database or disk error'],
  [exitCodes.tryLater, 'try later: a lock is held or stock is short'],
  [exitCodes.notAllowed, 'not allowed'],
  [exitCodes.badConfig, 'bad configuration'],
  [exitCodes.timeout, 'time ran out'],
  [129, 'ended by SIGHUP'],
  [130, 'ended by SIGINT'],
  [143, 'ended by SIGTERM'],
]);

export const signalNumbers: ReadonlyMap<NodeJS.Signals, number> = new Map([
  ['SIGHUP', 1],
  ['SIGINT', 2],
  ['SIGTERM', 15],
]);

const codes: Readonly<Record<ErrorCode, number>> = {
  E_USAGE: exitCodes.usage,
  E_CONFIG: exitCodes.badConfig,
  E_INPUT: exitCodes.badInput,
  E_NOT_FOUND: exitCodes.noSuchThing,
  E_CONFLICT: exitCodes.refused,
  E_STOCK: exitCodes.tryLater,
  E_BUSY: exitCodes.tryLater,
  E_NOT_ALLOWED: exitCodes.notAllowed,
  E_UNAUTHENTICATED: exitCodes.notAllowed,
  E_TOO_MANY: exitCodes.tryLater,
  E_DECLINED: exitCodes.refused,
  E_PLAY_SYNTAX: exitCodes.playUnreadable,
  E_PLAY_MISSING: exitCodes.noSuchThing,
  E_PLAY_NO_RESCUE: exitCodes.badInput,
  E_TEMPLATE: exitCodes.badInput,
  E_REPLAY: exitCodes.refused,
  E_BACKEND_DOWN: exitCodes.backendDown,
  E_DATABASE: exitCodes.databaseOrDisk,
  E_CREATE: exitCodes.cannotCreate,
  E_SEAL: exitCodes.badConfig,
  E_TIMEOUT: exitCodes.timeout,
  E_INTERNAL: exitCodes.bug,
};

/** The exit code of an error that ended a command. */
export function exitCodeOf(code: ErrorCode): number {
  return codes[code];
}

/** The exit code of a process that a signal asked to end (`AbortSignal.reason` as the Io sets it). */
export function exitCodeOfSignal(reason: unknown): number {
  const number = [...signalNumbers].find(([name]) => name === reason)?.[1] ?? 2;
  return 128 + number;
}
