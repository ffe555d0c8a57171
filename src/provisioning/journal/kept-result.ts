/** Results and calls of modules as text, and back from sealed text. */
import type { ExecutionCall, ModuleResult } from '../../engine/index.ts';
import type { Sealer } from '../../store/sealer.ts';
import { keptText, readKept, str, toValue, type Value } from '../../template/index.ts';

/** What is kept of a call: enough to know what it made at which backend. */
export interface KeptCall {
  readonly task: string;
  readonly module: string;
  readonly args: Readonly<Record<string, Value>>;
}

/** The result as text, taken at once: what it holds may change afterwards. */
export function keptResult(result: ModuleResult): string {
  const kept = new Map<Value, Value>();
  for (const name of Object.keys(result)) if (result[name] !== undefined) kept.set(name, asValue(result[name]));
  return keptText(kept);
}

export function openResult(sealer: Sealer, sealed: string): ModuleResult {
  return Object.fromEntries(readKept(sealer.open(sealed)) as Map<string, Value>);
}

/** The call as text, taken at once. */
export function keptCall({ task, module, args }: ExecutionCall): string {
  const given = new Map<Value, Value>();
  for (const name of Object.keys(args)) {
    const value = args[name];
    if (value !== null && value !== undefined) given.set(name, asValue(value));
  }
  const kept = new Map<Value, Value>([
    ['task', task],
    ['module', module],
    ['args', given],
  ]);
  return keptText(kept);
}

/** Dicts are values already: no module gives one of anything else. */
function asValue(value: unknown): Value {
  return value instanceof Map ? value : toValue(value);
}

export function openCall(sealer: Sealer, sealed: string): KeptCall {
  const kept = readKept(sealer.open(sealed)) as Map<string, Value>;
  const text = (name: string): string => str(kept.get(name) ?? '');
  return {
    task: text('task'),
    module: text('module'),
    args: Object.fromEntries(kept.get('args') as Map<string, Value>),
  };
}
