import type { SystemName } from './simulator.ts';

/** One exchange with a simulator, or (`direction: 'out'`) one call-back of the OCS. */
export interface JournalEntry {
  readonly seq: number;
  /** ISO, by the lab's clock. */
  readonly time: string;
  readonly direction: 'in' | 'out';
  readonly system: SystemName;
  readonly instance: string;
  readonly method: string;
  readonly path: string;
  readonly rpc: string | undefined;
  readonly requestId: string | undefined;
  readonly request: string;
  /** Undefined when no answer was sent. */
  readonly status: number | undefined;
  readonly reply: string | undefined;
  /** Id of the fault rule that was applied. */
  readonly fault: string | undefined;
  /** Why there was no whole answer, in one word: reset, hang, down, timeout. */
  readonly outcome: string | undefined;
  readonly durationMs: number;
}
