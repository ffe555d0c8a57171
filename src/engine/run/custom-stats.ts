/** What set_stats gathers: for the whole run, and for hosts. */
import { Float, type Dict, type Value } from '../../template/index.ts';

export class CustomStats {
  readonly run: Dict = new Map();
  readonly perHost = new Map<string, Dict>();

  /** Adds to what is there (numbers add up, lists and dicts join, text is appended), or replaces it. */
  set(host: string | undefined, data: Dict, aggregate: boolean): void {
    const stats = host === undefined ? this.run : this.#of(host);
    for (const [name, value] of data) {
      const before = stats.get(name);
      stats.set(name, aggregate && before !== undefined ? joined(before, value) : value);
    }
  }

  #of(host: string): Dict {
    let stats = this.perHost.get(host);
    if (!stats) this.perHost.set(host, (stats = new Map()));
    return stats;
  }

  /** As reporters get it: the run's own under `_run`, beside those of hosts. */
  all(): Dict {
    const all: Dict = new Map<Value, Value>(this.perHost);
    if (this.run.size > 0) all.set('_run', this.run);
    return all;
  }
}

function joined(before: Value, value: Value): Value {
  if (before instanceof Map && value instanceof Map) return new Map([...before, ...value]);
  if (Array.isArray(before) && Array.isArray(value)) return [...before, ...value];
  if (typeof before === 'string' && typeof value === 'string') return before + value;
  if (typeof before === 'number' && typeof value === 'number') return before + value;
  if (before instanceof Float && value instanceof Float) return new Float(before.value + value.value);
  return value;
}
