import type { NotifyContext } from './context.ts';
import type { FailureReport } from './report.ts';

/** What is sent: one subject in every dress that a kind of recipient may want. */
export interface Message {
  /** The same at every try, so that a receiver can tell a repetition. */
  readonly key: string;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Undefined for a trial that tells of no run. */
  readonly report: FailureReport | undefined;
}

/** What the receiver said. */
export interface Receipt {
  readonly reply: string;
  /** What went wrong although the message was taken, as one refused address of several. */
  readonly warning?: string;
}

/**
 * Sends one message. Throws E_BACKEND_DOWN where a later try may do better, E_NOT_ALLOWED for a refused login, and
 * E_DECLINED where the receiver refused for good.
 */
export type Sender = (config: NotifyContext['config'], message: Message, signal: AbortSignal) => Promise<Receipt>;
