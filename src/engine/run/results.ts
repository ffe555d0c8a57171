/** The shapes of results that the engine itself makes. */
import type { Dict, Raw, Value } from '../../template/index.ts';
import { asText, isLazy } from '../load/tree.ts';

export function isTrue(result: Dict, key: string): boolean {
  return result.get(key) === true;
}

/** A task that failed before its module ran, or whose module threw. */
export function failedResult(error: unknown): Dict {
  return new Map<Value, Value>([
    ['failed', true],
    ['msg', `Task failed: ${messageOf(error)}`],
    ['changed', false],
  ]);
}

/** A task whose condition is false: the condition as written, or the boolean it was. */
export function skippedResult(condition: Raw): Dict {
  return new Map<Value, Value>([
    ['changed', false],
    ['skipped', true],
    ['skip_reason', 'Conditional result was False'],
    ['false_condition', isLazy(condition) ? (asText(condition) ?? '') : condition],
  ]);
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
