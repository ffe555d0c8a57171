/** The document that Ansible's `json` callback prints: plays with their tasks, each with a result for every host, then the recap. */
import { str, toJson, Tuple, type Dict, type Value } from '../../template/index.ts';
import type { HostStats, Reporter, RunEvent } from '../events.ts';
import { shownResult } from './shown-result.ts';

type TaskEntry = { readonly task: Dict; readonly hosts: Dict };
type PlayEntry = { readonly play: Dict; readonly tasks: TaskEntry[]; readonly flags: Dict };

/** Gathers events; `text()` is the document, sorted and indented as Ansible's. */
export class JsonDocument implements Reporter {
  readonly #plays: PlayEntry[] = [];
  #stats: ReadonlyMap<string, HostStats> = new Map();
  #custom: Dict = new Map();

  report(event: RunEvent): void {
    if (event.type === 'play_start')
      this.#plays.push({ play: new Map([['name', event.name]]), tasks: [], flags: new Map() });
    else if (event.type === 'no_hosts') this.#plays.at(-1)?.flags.set('no_hosts', true);
    else if (event.type === 'task_start')
      this.#tasks().push({ task: new Map([['name', event.task.name]]), hosts: new Map() });
    else if (event.type === 'result') this.#tasks().at(-1)?.hosts.set(event.host, shownResult(event));
    else if (event.type === 'stats') [this.#stats, this.#custom] = [event.stats, event.customStats];
  }

  #tasks(): TaskEntry[] {
    return this.#plays.at(-1)?.tasks ?? [];
  }

  document(): Dict {
    const custom = new Map(this.#custom);
    const run = custom.get('_run') ?? new Map();
    custom.delete('_run');
    return new Map<Value, Value>([
      ['custom_stats', custom],
      ['global_custom_stats', run],
      ['plays', this.#plays.map(playDict)],
      ['stats', new Map([...this.#stats].map(([host, stats]) => [host, new Map<Value, Value>(Object.entries(stats))]))],
    ]);
  }

  text(): string {
    return `${toJson(textKeys(this.document()), { indent: 4, sortKeys: true })}\n`;
  }
}

function asDict({ task, hosts }: TaskEntry): Dict {
  return new Map<Value, Value>([
    ['task', task],
    ['hosts', hosts],
  ]);
}

function playDict({ play, tasks, flags }: PlayEntry): Dict {
  return new Map<Value, Value>([['play', play], ['tasks', tasks.map(asDict)], ...flags]);
}

/** Keys as text at every depth: JSON has no others, and only those can be sorted. */
function textKeys(value: Value): Value {
  if (Array.isArray(value)) return value.map(textKeys);
  if (value instanceof Tuple) return value.items.map(textKeys);
  if (!(value instanceof Map)) return value;
  return new Map([...value].map(([key, item]) => [str(key), textKeys(item)]));
}
