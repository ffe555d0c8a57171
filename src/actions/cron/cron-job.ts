/** What `cron` in crm_config.yaml lists: actions and the times at which they are due. */
import type { Overlap } from '../action.ts';

/** What becomes of due times that passed while nobody ran the action. */
export type Missed = 'skip' | 'once' | 'each';

export interface CronJob {
  /** Unique; the action in Ubilling's form when the operator gave none. */
  readonly name: string;
  readonly action: string;
  readonly params: Readonly<Record<string, string>>;
  /** Five fields, as in a crontab: local time. */
  readonly schedule: string;
  readonly missed: Missed;
  /** A due time older than this is not caught up any more. */
  readonly deadlineSeconds: number;
  /** The only time of day at which to catch up, in minutes since midnight; `to` may be past midnight. */
  readonly window: { readonly from: number; readonly to: number } | undefined;
  /** The action's own way when not told. */
  readonly overlap: Overlap | undefined;
  /** So many due times in a row without a success are an alarm. */
  readonly alarmAfter: number;
}

/** The job's action as one word: `fullhostscan&param=traffdiff&nn=1`. */
export function wordsOf({ action, params }: Pick<CronJob, 'action' | 'params'>): string {
  const pairs = new URLSearchParams(params).toString();
  return pairs === '' ? action : `${action}&${pairs}`;
}
