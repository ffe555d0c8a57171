/** What may be shown of a result: `no_log` hides all but whether something changed. */
import type { Dict, Value } from '../../template/index.ts';

/** What stands for the item of a loop, as Ansible shows it. */
export const CENSORED_LABEL = '(censored due to no_log)';

const notice = "the output has been hidden due to the fact that 'no_log: true' was specified for this result";
const kept = ['attempts', 'changed', 'retries'];

/** The result with its content hidden; a loop keeps as many hidden items. */
export function censored(result: Dict): Dict {
  const shown: Dict = new Map<Value, Value>([['censored', notice]]);
  for (const key of kept) if (result.has(key)) shown.set(key, result.get(key)!);
  const results = result.get('results');
  if (Array.isArray(results)) {
    shown.set(
      'results',
      results.map(item => (item instanceof Map ? censored(item) : item)),
    );
  }
  return shown;
}

/** Hides the given texts wherever they show in a result (values of password options). */
export function masked(value: Value, secrets: ReadonlySet<string>): Value {
  if (typeof value === 'string') return maskText(value, secrets);
  if (Array.isArray(value)) return value.map(item => masked(item, secrets));
  if (!(value instanceof Map)) return value;
  return new Map([...value].map(([key, item]) => [key, masked(item, secrets)]));
}

const hidden = 'VALUE_SPECIFIED_IN_NO_LOG_PARAMETER';

function maskText(text: string, secrets: ReadonlySet<string>): string {
  if (secrets.has(text)) return hidden;
  let shown = text;
  for (const secret of secrets) shown = shown.replaceAll(secret, '********');
  return shown;
}
