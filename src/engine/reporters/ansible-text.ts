/** What ansible-playbook prints for people: banners, one line a host and item, the recap. */
import { toJson, type Dict, type Value } from '../../template/index.ts';
import type { HostStats, Reporter, RunEvent, TaskStatus } from '../events.ts';

/** Colours a text by what it tells; without one the text stays plain. */
export type Painter = (text: string, meaning: TaskStatus | 'warning' | 'retry') => string;

export interface TextOptions {
  readonly write: (text: string) => void;
  readonly warn?: (text: string) => void;
  /** Width of the terminal; banners are filled up to it, 79 at least. */
  readonly columns?: number;
  readonly paint?: Painter;
  readonly verbosity?: number;
}

type Told<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

export class AnsibleText implements Reporter {
  readonly #options: TextOptions;
  readonly #paint: Painter;

  constructor(options: TextOptions) {
    this.#options = options;
    this.#paint = options.paint ?? ((text): string => text);
  }

  report(event: RunEvent): void {
    if (event.type === 'play_start') this.#banner(`PLAY [${event.name}]`);
    else if (event.type === 'no_hosts') this.#line('skipping: no hosts matched', 'skipped');
    else if (event.type === 'task_start')
      this.#banner(`${event.task.handler ? 'RUNNING HANDLER' : 'TASK'} [${event.task.name}]`);
    else if (event.type === 'include') this.#include(event);
    else if (event.type === 'item') this.#item(event);
    else if (event.type === 'retry') this.#retry(event);
    else if (event.type === 'result') this.#result(event);
    else if (event.type === 'warning') this.#warning(event);
    else if (event.type === 'stats') this.#recap(event.stats);
  }

  #include({ file, host, label }: Told<'include'>): void {
    this.#line(`included: ${file} for ${host}${label === undefined ? '' : ` => (item=${label})`}`, 'ok');
  }

  #retry({ task, host, left }: Told<'retry'>): void {
    this.#line(`FAILED - RETRYING: [${host}]: ${task.name} (${left} retries left).`, 'retry');
  }

  #warning({ message, where }: Told<'warning'>): void {
    const place = where === undefined ? '' : ` (${where.file}:${where.line}:${where.column})`;
    this.#options.warn?.(`${this.#paint(`[WARNING]: ${message}${place}`, 'warning')}\n`);
  }

  #banner(text: string): void {
    const width = Math.max(79, this.#options.columns ?? 79);
    this.#options.write(`\n${text} ${'*'.repeat(Math.max(3, width - text.length - 1))}\n`);
  }

  #line(text: string, meaning: Parameters<Painter>[1]): void {
    this.#options.write(`${this.#paint(text, meaning)}\n`);
  }

  #item(event: Told<'item'>): void {
    const { host, label, status, result, task } = event;
    if (bringsTasks(task.action) && status === 'ok') return;
    const failed = status === 'failed' ? `failed: [${host}] (item=${label}) => ${oneLine(result)}` : undefined;
    const plain = `${words[status]}: [${host}] => (item=${label})`;
    const body =
      this.#shows(task.action) && status !== 'skipped' ? ` => ${this.#body(withoutLoop(result), task.action)}` : '';
    this.#line(failed ?? plain + body, status);
  }

  #result({ host, status, result, task }: Told<'result'>): void {
    if (bringsTasks(task.action) && status === 'ok') return;
    const looped = Array.isArray(result.get('results')) && result.has('msg');
    if (looped && status !== 'failed' && status !== 'rescued') return this.#ignored(status);
    if (status === 'unreachable') return this.#line(`fatal: [${host}]: UNREACHABLE! => ${oneLine(result)}`, status);
    if (status === 'failed' || status === 'rescued' || status === 'ignored') {
      if (!looped) this.#line(`fatal: [${host}]: FAILED! => ${oneLine(result)}`, 'failed');
      return this.#ignored(status);
    }
    const body = this.#shows(task.action) && status !== 'skipped' ? ` => ${this.#body(result, task.action)}` : '';
    this.#line(`${words[status]}: [${host}]${body}`, status);
  }

  #ignored(status: TaskStatus): void {
    if (status === 'ignored') this.#line('...ignoring', 'ignored');
  }

  /** On one line, but for modules whose point is their output, and with -vvv. */
  #body(result: Dict, action: string): string {
    const wide = action === 'debug' || action === 'assert' || (this.#options.verbosity ?? 0) > 2;
    return wide ? pretty(result, action) : oneLine(result);
  }

  /** Modules whose point is their output show it; others do with -v. */
  #shows(action: string): boolean {
    return (this.#options.verbosity ?? 0) > 0 || action === 'debug' || action === 'assert';
  }

  #recap(stats: ReadonlyMap<string, HostStats>): void {
    this.#banner('PLAY RECAP');
    for (const [host, counts] of [...stats].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const meaning = counts.failures + counts.unreachable > 0 ? 'failed' : counts.changed > 0 ? 'changed' : 'ok';
      this.#options.write(`${this.#paint(host.padEnd(26), meaning)} : ${recapLine(counts)}\n`);
    }
    this.#options.write('\n');
  }
}

const words: Readonly<Record<TaskStatus, string>> = {
  ok: 'ok',
  changed: 'changed',
  skipped: 'skipping',
  failed: 'failed',
  rescued: 'failed',
  ignored: 'failed',
  unreachable: 'unreachable',
};

function recapLine(counts: HostStats): string {
  const columns: [string, number][] = [
    ['ok', counts.ok],
    ['changed', counts.changed],
    ['unreachable', counts.unreachable],
    ['failed', counts.failures],
    ['skipped', counts.skipped],
    ['rescued', counts.rescued],
    ['ignored', counts.ignored],
  ];
  return columns.map(([name, count]) => `${name}=${String(count).padEnd(4)}`).join(' ');
}

/** An include's own result is told by what it brings. */
function bringsTasks(action: string): boolean {
  return action === 'include_tasks' || action === 'include_role';
}

/** Of debug only what it is asked to show: the message alone, or the variable without what the task is. */
function pretty(result: Dict, action: string): string {
  const hidden = action === 'debug' ? hiddenOfDebug : flags;
  const alone = action === 'debug' && result.has('msg');
  const shown = new Map([...result].filter(([key]) => (alone ? key === 'msg' : !hidden.has(key))));
  return toJson(shown, { indent: 4, sortKeys: true });
}

const flags: ReadonlySet<Value> = new Set(['failed', 'skipped']);
const hiddenOfDebug: ReadonlySet<Value> = new Set([
  ...flags,
  'changed',
  'item',
  'ansible_loop_var',
  'ansible_index_var',
]);

function oneLine(result: Dict): string {
  return toJson(new Map([...result].filter(([key]) => !flags.has(key))), { sortKeys: true });
}

function withoutLoop(result: Dict): Dict {
  return new Map([...result].filter(([key]) => key !== 'ansible_loop_var' && key !== 'ansible_index_var'));
}
