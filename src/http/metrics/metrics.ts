/** What a listener counts, for Prometheus. */
import type { Reporter } from '../../engine/index.ts';
import type { RequestWatcher } from '../watch-requests.ts';

export interface Metrics {
  readonly request: RequestWatcher;
  /** Counts the tasks of a run. */
  readonly reporter: Reporter;
  /** A call to a backend has ended: `2xx` and the like, or `none` when no answer came. */
  call(backend: string, outcome: string, seconds: number): void;
  /** The text that is scraped, and its type. */
  text(): Promise<{ readonly type: string; readonly text: string }>;
}
