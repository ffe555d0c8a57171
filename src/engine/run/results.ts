/** The shapes of results that the engine itself makes. */
import { TemplateError, type Dict, type Raw, type TemplateErrorKind, type Value } from '../../template/index.ts';
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
  if (error instanceof TemplateError) return (templateWords[error.kind] ?? '') + error.message + helpOf(error);
  return error instanceof Error ? error.message : String(error);
}

/** For what is wrong with the text of a play: the nearest name there is, and the place. */
function helpOf({ kind, hint, where }: TemplateError): string {
  if (!mistakesInText.has(kind)) return '';
  const place = where === undefined ? '' : ` (${where.file}:${where.line}:${where.column})`;
  return `${hint === undefined ? '' : `. ${hint}`}${place}`;
}

const mistakesInText: ReadonlySet<TemplateErrorKind> = new Set([
  'undefined',
  'nofilter',
  'nolookup',
  'notest',
  'syntax',
]);

/** What kind of template error it was, for readers and for plays that look into `msg`. */
const templateWords: { readonly [kind in TemplateErrorKind]?: string } = {
  filter: 'a filter failed: ',
  lookup: 'a lookup plugin failed: ',
  nofilter: 'unknown filter: ',
  nolookup: 'unknown lookup, the lookup was not found: ',
  notest: 'unknown test: ',
  overflow: 'error rendering template: ',
  recursion: 'recursive template: ',
  runtime: 'error rendering template: ',
  syntax: 'template syntax: ',
  test: 'a test failed: ',
  type: 'error rendering template: ',
  unsupported: 'unsupported type: ',
  value: 'error rendering template: ',
  zerodivision: 'error rendering template: ',
};
