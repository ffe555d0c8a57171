/** What doors ask of the dispatcher, and what they get. */
import type { Config } from '../config.ts';
import type { OmnicrmError } from '../errors.ts';
import type { Database } from '../store/schema.ts';
import type { WriteQueue } from '../store/write-queue.ts';
import type { Overlap } from './action.ts';
import type { Options } from './options/options.ts';

export interface ActionFloor {
  readonly config: Config;
  readonly db: Database;
  readonly options: Options;
  /** Of a listener: records of what changes nothing go in groups, and nobody waits for them. */
  readonly writes?: WriteQueue | undefined;
  /** The clock; the machine's when not given. */
  readonly clock?: (() => Date) | undefined;
}

export interface ActionRequest {
  readonly name: string;
  /** As they came: the dispatcher converts them. Unknown ones are ignored. */
  readonly params: Readonly<Record<string, string>>;
  readonly door: 'cli' | 'http' | 'cron';
  /** The business date to run for (YYYY-MM-DD): to catch up on a missed day. */
  readonly asOf?: string | undefined;
  /** Everything is done and taken back; the reply tells what would have been charged. */
  readonly dryRun?: boolean | undefined;
  /** Instead of the action's own way with a second run. */
  readonly overlap?: Overlap | undefined;
  /** How long to wait for a running one, in seconds. */
  readonly waitSeconds?: number | undefined;
  /** The caller's name for this very request; sent again, it moves no money again. */
  readonly onceKey?: string | undefined;
  /** Ends the run between two transactions. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * How a request ended: `done`; `skipped` (nothing due, or running already); `busy` (waited in vain); `unknown` (no such action);
 * `closed` (its gate is); `refused` (wrong input); `failed`; `timed out`.
 */
export type Outcome = 'done' | 'skipped' | 'busy' | 'unknown' | 'closed' | 'refused' | 'failed' | 'timed out';

export interface ActionReply {
  readonly action: string;
  readonly outcome: Outcome;
  /** Ubilling's text, byte for byte; without a final newline. */
  readonly text: string;
  readonly contentType?: string | undefined;
  readonly runId?: number | undefined;
  readonly reason?: string | undefined;
  /** Such as `{charged: 3, already: 412}`. */
  readonly counts: Readonly<Record<string, number>>;
  /** Of a dry run: what would have been charged. */
  readonly charges?: readonly PlannedCharge[] | undefined;
  /** What went wrong, for the door to tell. */
  readonly error?: OmnicrmError | undefined;
}

export interface PlannedCharge {
  readonly account: string;
  readonly login: string;
  readonly amount_minor: number;
  readonly note: string;
}
