/** Keeps the arguments of the task under way, so that a failure is stored with the request that met it. */
import type { ExecutionCall, ExecutionKey } from '../../engine/index.ts';
import { type Dict, toValue, type Value } from '../../template/index.ts';

export class CallLog {
  #path = '';
  /** By position of the loop item; undefined stands for a task without loop. */
  #calls = new Map<number | undefined, ExecutionCall>();

  note({ path, item }: ExecutionKey, call: ExecutionCall): void {
    if (path !== this.#path) this.#calls = new Map();
    this.#path = path;
    this.#calls.set(item, call);
  }

  /** The result with `invocation.module_args`, as Ansible shows it, in it or in each failed item of its loop. */
  withInvocation(path: string, result: Dict): Dict {
    if (path !== this.#path) return result;
    const items = result.get('results');
    if (!Array.isArray(items)) return this.#invoked(result, undefined);
    const shown = items.map((item, index) => (hasFailed(item) ? this.#invoked(item, index) : item));
    return new Map([...result, ['results', shown]]);
  }

  #invoked(result: Dict, item: number | undefined): Dict {
    const call = this.#calls.get(item);
    if (call === undefined || call.noLog) return result;
    const given = Object.entries(call.args).filter(([, value]) => value !== null);
    const invocation = new Map<Value, Value>([['module_args', toValue(Object.fromEntries(given))]]);
    return new Map([...result, ['invocation', invocation]]);
  }
}

function hasFailed(item: Value): item is Dict {
  return item instanceof Map && item.get('failed') === true;
}
