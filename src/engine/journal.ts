/** What a journal sees: each module execution passes through it, in `run/journalled.ts`. */
import type { ModuleEffect, ModuleResult } from './module.ts';

/** Names one execution: the task, the loop item and the attempt, stable when the same play is walked again. */
export interface ExecutionKey {
  readonly host: string;
  readonly path: string;
  /** Position of the loop item; undefined without a loop. */
  readonly item: number | undefined;
  /** Counts from 1 in `until`. */
  readonly attempt: number;
  /** The how-many-eth execution of the same task this is (a task in a looped include runs several times). */
  readonly visit: number;
}

export interface ExecutionCall {
  /** The task's name, rendered. */
  readonly task: string;
  readonly module: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly noLog: boolean;
  readonly effect: ModuleEffect;
  /** A step of a rescue or an always. */
  readonly undoes: boolean;
}

/** What a template drew that would be another the next time. */
export type Draw = 'random' | 'now';

/**
 * A call that is not on record must not be made, or what became of one is not to be kept: the run stops where it is, without
 * its rescue, for a later life to go on.
 */
export class Unrecorded extends Error {}

export interface Journal {
  /** The result kept for this execution by an earlier life of the run; it is applied instead of running the module. */
  recorded(key: ExecutionKey): ModuleResult | undefined;
  /** Whether an earlier life of the run started this execution and died before it ended. */
  isOutcomeUnknown(key: ExecutionKey): boolean;
  /** Called, and awaited, before the module runs. Throws Unrecorded when the call must not be made. */
  started(key: ExecutionKey, call: ExecutionCall): void | Promise<void>;
  finished(key: ExecutionKey, result: ModuleResult): void | Promise<void>;
  /** A random number, or milliseconds since 1970: the one kept from an earlier life, else what `take` gives. */
  draw(kind: Draw, take: () => number): number;
}
