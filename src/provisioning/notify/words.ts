/** The words that mail in both its dresses, and chats, have in common. */
import type { Exchange, FailureReport, TaskState } from './report.ts';

const WHAT: Readonly<Record<string, string>> = { deprovision: 'Removal', provision: 'Order' };

/** `Order failed`, `Removal failed`. */
export function headline({ run }: FailureReport): string {
  return `${WHAT[run.action] ?? 'Run'} failed`;
}

/** What became of what the run had done already. */
export function verdictSentence({ run, not_undone }: FailureReport): string {
  if (run.verdict === 'clean') return run.action === 'deprovision' ? 'Clean: the service is as it was.' : CLEAN;
  if (run.verdict !== 'dirty') return 'It is not known whether something is left behind.';
  const steps = not_undone.length > 0 ? ` These undo steps failed: ${not_undone.join('; ')}.` : '';
  return `NOT clean: something is or may be left behind.${steps}`;
}

const CLEAN = 'Clean: all that was done was undone; nothing is left behind.';

/** What the run was about: name and value of each fact that is known. */
export function factsOf({ run, customer, product, service }: FailureReport): (readonly [string, string])[] {
  const facts: (readonly [string, string | undefined])[] = [
    ['Customer', customer === null ? undefined : named(customer.customer_name, customer.customer_id)],
    ['Product', product === null ? undefined : named(product.product_name, product.product_id)],
    ['Service', service === null ? undefined : `${service.service_name} (${service.service_status})`],
    ['Service id', service?.service_uuid],
    ['Run', `${run.provision_id}: ${run.title}`],
    ['Play', run.play],
    ['Began', timeText(run.created)],
    ['Took', run.duration_ms === null ? undefined : durationText(run.duration_ms)],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

/** What a task's state is called, and its mark: colours are not seen by all. */
export const taskWords: Readonly<Record<TaskState, { readonly mark: string; readonly word: string }>> = {
  success: { mark: '✓', word: 'done' },
  skipped: { mark: '–', word: 'skipped' },
  ignored: { mark: '!', word: 'failed, ignored' },
  failed: { mark: '✗', word: 'FAILED' },
  verdict: { mark: '✗', word: 'says that the run failed' },
  unfinished: { mark: '✗', word: 'NOT FINISHED' },
};

/** `POST http://…`. */
export function requestLine({ method, url }: Exchange): string {
  return `${method} ${url}`;
}

export function responseLine({ status }: Exchange): string {
  return status === null ? 'no answer' : `HTTP ${status}`;
}

/** `46 ms`, `2.1 s`, `3 min 5 s`. */
export function durationText(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function timeText(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}

function named(name: string | null, id: number): string {
  return name === null ? String(id) : `${name} (${id})`;
}
