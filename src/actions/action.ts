/** What an action is: a value in the table of actions. */
import type { Config } from '../config.ts';
import type { Database, DatabaseTransaction } from '../store/schema.ts';
import type { Options } from './options/options.ts';
import type { ParamTable } from './params/param.ts';

/** What happens to a second run while the first goes on: end at once, wait for its turn, or be an error. */
export type Overlap = 'skip' | 'wait' | 'fail';

export interface Lock {
  /** The lock's name; the action's own when not given. */
  readonly name?: string | undefined;
  readonly overlap: Overlap;
  /** The reply of a second run: `SKIP:SWPING_ALREADY_RUNNING`. */
  readonly busy: string;
}

/** The calendar period in which money moves once for a subject. */
export type Period = 'day' | 'month';

/** What a run may touch: `outside` is files, programs and networks, which no dry run can take back. */
export type Changes = 'nothing' | 'data' | 'outside';

export type Params = Readonly<Record<string, unknown>>;

/** Gives the reply of a closed gate, or undefined when the action may run. */
export type Gate = (options: Options) => string | undefined;

export type Handler<P = Params> = (context: ActionContext, params: P) => Promise<HandlerReply>;

export interface Action {
  readonly name: string;
  readonly summary: string;
  readonly params: ParamTable;
  readonly gate: Gate;
  /** Undefined for actions whose runs may overlap. */
  readonly lock: Lock | undefined;
  readonly timeoutSeconds: number;
  readonly period: Period;
  readonly changes: Changes;
  /** Media type of the reply where it is not the door's own. */
  readonly contentType: string | undefined;
  readonly run: HandlerRun | PlayRun;
}

export interface HandlerRun {
  readonly handler: Handler;
}

/** A play does the work; it gets the parameters, `action` and `as_of` as variables. */
export interface PlayRun {
  /** Bare name of the play, searched where plays are. */
  readonly play: string;
  /** The reply when it succeeds. */
  readonly reply: string;
}

/** What a handler works with. */
export interface ActionContext {
  /** In a dry run a transaction that is rolled back at the end. */
  readonly db: Database;
  readonly config: Config;
  readonly options: Options;
  /** The business date (YYYY-MM-DD): today, or the date of `--as-of`. */
  readonly today: string;
  /** The period of the business date: `2026-11-22` or `2026-11`. */
  readonly period: string;
  /** The moment the run began. */
  readonly now: Date;
  readonly action: string;
  /** 0 when the run is only recorded at its end. */
  readonly runId: number;
  /** The door it came through. */
  readonly actor: string;
  /** What the caller calls this request: the same key never moves money twice. */
  readonly onceKey: string | undefined;
  readonly dryRun: boolean;
  /** Aborted when the time is up: look at it between transactions. */
  readonly signal: AbortSignal;
  /** One transaction with the write lock; keep it short. Throws when the time is up. */
  transaction<T>(work: (tx: DatabaseTransaction) => Promise<T>): Promise<T>;
  /** Adds to a number of the run's record: `charged`, `already`, `frozen`. */
  count(name: string, by?: number): void;
  /** Adds to the rows that the run wrote. */
  changed(rows: number): void;
  /** A line for the administrator (Ubilling's weblogs). Kept with the run. */
  tell(text: string): void;
}

/** How a handler ended: `done`, `skipped` (nothing was due), `refused` (wrong input) or `failed`. */
export interface HandlerReply {
  readonly outcome: 'done' | 'skipped' | 'refused' | 'failed';
  readonly text: string;
  /** Why, for the record, where the text does not tell. */
  readonly reason?: string | undefined;
  /** What the record keeps instead of a text that holds secrets, or is long. */
  readonly recorded?: string | undefined;
  /** Media type of this text, where it is not the action's. */
  readonly contentType?: string | undefined;
}
