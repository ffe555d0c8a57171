/** `community.general.json_query`: selects from data with a JMESPath expression. */
import { filterOf } from '../arguments/define.ts';
import { requireText } from '../arguments/require.ts';
import type { TemplateFilter } from '../callable.ts';
import { parseQuery } from './jmespath/parse.ts';
import type { Query } from './jmespath/query.ts';

const jsonQuery = filterOf(['data', 'expr'], (data, expression) => queryOf(requireText(expression))(data));

export const jsonQueryFilters: ReadonlyMap<string, TemplateFilter> = new Map([
  ['json_query', jsonQuery],
  ['community.general.json_query', jsonQuery],
]);

/** Expressions that were compiled already, so that loops do not parse. */
const compiled = new Map<string, Query>();
const MOST_COMPILED = 256;

function queryOf(source: string): Query {
  const known = compiled.get(source);
  if (known) return known;
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  const query = parseQuery(source);
  compiled.set(source, query);
  return query;
}
