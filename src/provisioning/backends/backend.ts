/** What is known of a system behind the plays: where it is, what it speaks, how hard it may be called. */
import type { BackendKindName } from '../../config.ts';
import type { ModuleArguments, ModuleResult } from '../../engine/index.ts';

/** What may become of a call whose answer a crash has lost: sent again, sent again under its Idempotency-Key, counted as failed. */
export type Repeat = 'repeat' | 'with-key' | 'fail';

/** A call as a task makes it. */
export interface SentCall {
  /** In capitals. */
  readonly method: string;
  readonly url: string;
  /** As given to `uri`: a dict, a list, text or nothing. */
  readonly body?: unknown;
}

export interface BackendLimits {
  /** Calls under way at once. */
  readonly concurrency: number;
  /** Calls a second; undefined for no limit. */
  readonly rate: number | undefined;
  readonly connectTimeoutMs: number;
  /** Until an answer begins; undefined leaves it to the task. */
  readonly answerTimeoutMs: number | undefined;
  /** Further tries of a safe call. */
  readonly retries: number;
  readonly breaker: { readonly failures: number; readonly openMs: number };
}

/** A look at what a call may have made already. */
export interface Probe {
  readonly url: string;
  /** Whether the row that was found is the one that the call makes. */
  readonly isSame: (row: ReadonlyMap<unknown, unknown>) => boolean;
}

/** A kind of backend: what its replies mean and what may be asked of it twice. */
export interface BackendKind {
  readonly name: BackendKindName;
  readonly concurrency: number;
  /** Methods of calls that are sent again at once when no answer came. */
  readonly retried: ReadonlySet<string>;
  readonly honoursIdempotencyKey: boolean;
  /** Overrides the HTTP methods' rule; undefined where it holds. */
  readonly repeat?: (call: SentCall) => Repeat | undefined;
  /** Why a reply with a good status is a failure all the same; `repeated` for a call that was made before and never answered. */
  readonly check?: (args: ModuleArguments, result: ModuleResult, repeated: boolean) => string | undefined;
  /** For a call that was made before a crash and is refused when it comes again. */
  readonly probe?: (args: ModuleArguments) => Probe | undefined;
  /** What a refusal says beside its status. */
  readonly reason?: (result: ModuleResult) => string | undefined;
}

export interface Backend extends BackendLimits {
  readonly name: string;
  /** Its origin and the path below which its calls stand, without a slash at its end. */
  readonly baseUrl: string;
  /** Such as `http://127.0.0.1:2080`. */
  readonly origin: string;
  readonly kind: BackendKind;
  readonly honoursIdempotencyKey: boolean;
}
