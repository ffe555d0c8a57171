/** What set_stats gathers: for the whole run, and for hosts. */
import { add } from '../../template/values/arithmetic.ts';
import { typeName, type Dict, type Value } from '../../template/index.ts';

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

/** As `+` of Python for two values of one type, dicts merged at every depth; a value of another type changes nothing. */
function joined(before: Value, value: Value): Value {
  if (typeName(before) !== typeName(value)) return before;
  if (before instanceof Map && value instanceof Map) return merged(before, value);
  if (before === null) return null;
  return typeof before === 'boolean' ? Number(before) + Number(value) : add(before, value);
}

function merged(before: Dict, value: Dict): Dict {
  const all: Dict = new Map(before);
  for (const [key, item] of value) {
    const there = all.get(key);
    all.set(key, there instanceof Map && item instanceof Map ? merged(there, item) : item);
  }
  return all;
}
