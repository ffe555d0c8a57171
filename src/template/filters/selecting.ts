/** map, select, reject and their siblings: filters that call other filters and tests by name. */
import { applyFilter, applyTest, filterNamed, testNamed } from '../arguments/apply.ts';
import type { CallContext, Keywords, TemplateFilter } from '../callable.ts';
import { asKind } from '../arguments/define.ts';
import { fail } from '../fail.ts';
import { captured } from '../values/failure.ts';
import { iterate } from '../values/iterate.ts';
import { truth } from '../values/truth.ts';
import type { Value } from '../values/types.ts';
import { attributeGetter, type Getter } from './attribute.ts';

export const selectingFilters: Readonly<Record<string, TemplateFilter>> = {
  map: { run: (args, keywords, context) => asKind('filter', () => map(args, keywords, context)) },
  select: selection({ byAttribute: false, keep: true }),
  reject: selection({ byAttribute: false, keep: false }),
  selectattr: selection({ byAttribute: true, keep: true }),
  rejectattr: selection({ byAttribute: true, keep: false }),
};

function map([value = null, ...args]: readonly Value[], keywords: Keywords, context: CallContext): Value {
  const change =
    args.length === 0 && keywords.has('attribute') ? mapAttribute(keywords) : mapFilter(args, keywords, context);
  return Array.from(itemsOf(value), change);
}

function mapAttribute(keywords: Keywords): Getter {
  const unknown = [...keywords.keys()].find(name => name !== 'attribute' && name !== 'default');
  if (unknown !== undefined) fail('runtime', `map takes no argument named '${unknown}'`);
  return attributeGetter(keywords.get('attribute') ?? null, keywords.get('default') ?? null);
}

function mapFilter([name, ...args]: readonly Value[], keywords: Keywords, context: CallContext): Getter {
  let filter: TemplateFilter | undefined;
  return item => {
    if (name === undefined) fail('runtime', 'map needs the name of a filter or an attribute');
    filter ??= filterNamed(name, context);
    return applied(filter, [item, ...args], keywords, context);
  };
}

/** An item that fails is kept as such, and fails what uses it. */
function applied(filter: TemplateFilter, args: readonly Value[], keywords: Keywords, context: CallContext): Value {
  try {
    return applyFilter(filter, args, keywords, context);
  } catch (error) {
    return captured(error);
  }
}

interface Selection {
  readonly byAttribute: boolean;
  readonly keep: boolean;
}

function selection(choice: Selection): TemplateFilter {
  return { run: (args, keywords, context) => asKind('filter', () => select(choice, args, keywords, context)) };
}

function select(choice: Selection, args: readonly Value[], keywords: Keywords, context: CallContext): Value {
  const [value = null, ...rest] = args;
  if (!truth(value)) return [];
  const attribute = choice.byAttribute ? rest.shift() : null;
  if (attribute === undefined) fail('runtime', 'the name of the attribute is missing');
  const get = attributeGetter(attribute);
  const holds = condition(rest, keywords, context);
  return Array.from(itemsOf(value)).filter(item => holds(get(item)) === choice.keep);
}

function condition(
  [name, ...args]: readonly Value[],
  keywords: Keywords,
  context: CallContext,
): (item: Value) => boolean {
  if (name === undefined) return truth;
  let test: ReturnType<typeof testNamed> | undefined;
  return item => applyTest((test ??= testNamed(name, context)), [item, ...args], keywords, context);
}

/** Jinja2 looks at the items only of a value that is true, so None and 0 have none. */
function itemsOf(value: Value): Iterable<Value> {
  return truth(value) ? iterate(value) : [];
}
