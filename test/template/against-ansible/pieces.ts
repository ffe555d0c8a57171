import { str } from '../../../src/template/index.ts';
import { loadVectors, type Vector } from '../vectors.ts';
import { sortOf, tokensOf, type Pieces, type Source } from './mutate.ts';

/** Calls whose answer is another each time, or says where it ran: nothing to compare. */
const unsteady =
  /now\s*\(|random|shuffle|lipsum|pipe|password|\b(?:env|config|url|lines)\b|strftime|expanduser|realpath|vault/u;

export function collectPieces(): Pieces {
  const sources = loadVectors()
    .filter(({ group }) => group !== 'quirk')
    .map(sourceOf)
    .filter(({ text }) => !unsteady.test(text));
  const bySort = new Map<string, string[]>();
  const seen = new Set(sources.flatMap(({ text }) => tokensOf(text)));
  for (const text of seen)
    bySort
      .set(sortOf(text), bySort.get(sortOf(text)) ?? [])
      .get(sortOf(text))!
      .push(text);
  const texts = sources.map(({ text }) => text);
  return {
    sources,
    bySort,
    operands: [
      ...(bySort.get('text') ?? []),
      ...(bySort.get('number') ?? []),
      ...(bySort.get('word') ?? []),
      ...containers,
    ],
    filters: [...found(texts, /\|\s*([a-z_]\w*(?:\([^()]*\))?)/gu), ...bareFilters],
    tests: found(texts, /\bis (?:not )?([a-z_]\w*(?:\([^()]*\))?)/gu),
  };
}

const containers = [
  '[]',
  '{}',
  '()',
  '(1,)',
  "['a', 'B', 1]",
  "{'k': 'v', 2: [none]}",
  '[[1, 2], [3]]',
  'true',
  'none',
  '-1',
  '1.5',
  '[nope]',
  'range(3)',
];
const bareFilters = [
  'list',
  'string',
  'int',
  'length',
  'first',
  'last',
  'sort',
  'to_json',
  'type_debug',
  'default(1)',
  'items',
  'dict2items',
  'join',
];

function found(texts: readonly string[], pattern: RegExp): string[] {
  return [...new Set(texts.flatMap(text => Array.from(text.matchAll(pattern), ([, call]) => call!)))];
}

/** Variables stay text: numbers keep their digits. */
function sourceOf({ expected, group, line }: Vector): Source {
  const when = expected.get('when');
  const text = expected.get('template') ?? when ?? '';
  const vars = /"vars": (\{.*?\})(?=, "(?:ok|trusted|escape_backslashes|overrides)":)/u.exec(line)?.[1] ?? '{}';
  return {
    group,
    kind: when === undefined ? 'template' : 'when',
    text: str(text),
    vars,
    trusted: expected.get('trusted') === true,
  };
}
