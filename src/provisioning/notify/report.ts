/** What a message tells of a failed run: the document that webhooks get, and that mails and chats are written from. */

export interface FailureReport {
  readonly run: {
    readonly provision_id: number;
    readonly action: string;
    readonly play: string;
    readonly title: string;
    /** clean: nothing is left behind. dirty: something is, or may be. null: not known. */
    readonly verdict: string | null;
    readonly created: string;
    readonly finished: string | null;
    readonly duration_ms: number | null;
  };
  readonly customer: { readonly customer_id: number; readonly customer_name: string | null } | null;
  readonly product: { readonly product_id: number; readonly product_name: string | null } | null;
  readonly service: ReportService | null;
  readonly tasks: readonly ReportTask[];
  /** The failures that matter, the one that ended the run first. */
  readonly failures: readonly ReportFailure[];
  /** The run's merged variables as JSON text; only where the failure lay outside every task. */
  readonly variables: string | null;
  /** Names of undo steps that failed. */
  readonly not_undone: readonly string[];
  /** Commands that help to go on. */
  readonly next: readonly { readonly command: string; readonly purpose: string }[];
}

export interface ReportService {
  readonly service_id: number;
  readonly service_uuid: string;
  readonly service_name: string;
  readonly service_status: string;
}

export interface ReportTask {
  readonly event_number: number;
  readonly name: string;
  readonly state: TaskState;
  /** A step of the rescue. */
  readonly undo: boolean;
  readonly duration_ms: number | null;
}

/** `verdict`: the last word of a rescue, which fails the run on purpose. */
export type TaskState = 'success' | 'skipped' | 'ignored' | 'failed' | 'verdict' | 'unfinished';

export interface ReportFailure {
  readonly task: string;
  readonly undo: boolean;
  /** Outside every task: a file that cannot be read, a missing handler. */
  readonly fatal: boolean;
  readonly message: string;
  readonly exchanges: readonly Exchange[];
  /** What a program wrote, or a result that is neither a call nor a program's; empty where the message says all. */
  readonly output: string;
  readonly usual_causes: readonly string[];
}

/** A call and its answer; bodies as text, JSON indented. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly request: string;
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly response: string;
}
