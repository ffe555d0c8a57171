import { defined, definedItems } from '../arguments/defined.ts';
import { filterOf } from '../arguments/define.ts';
import type { TemplateFilter } from '../callable.ts';
import { compare, equals } from '../values/compare.ts';
import { truth } from '../values/truth.ts';
import type { Value } from '../values/types.ts';
import { attributeGetter, folding } from './attribute.ts';
import { GroupTuple } from './group-tuple.ts';

export const groupingFilters: Readonly<Record<string, TemplateFilter>> = {
  groupby: filterOf(
    ['value', 'attribute', ['default', null], ['case_sensitive', false]],
    (value, attribute, _default, caseSensitive) => groupBy(value, attribute, truth(caseSensitive)),
  ),
};

/**
 * Jinja2's groupby: sorted by the attribute, equal neighbours together; ignoring case, a group is named after its first item.
 * An item without the attribute is an error in spite of a `default`: Ansible lets no undefined value reach it.
 */
function groupBy(value: Value, attribute: Value, caseSensitive: boolean): Value {
  const get = attributeGetter(attribute);
  const name = (item: Value): Value => defined(get(item));
  const fold = folding(caseSensitive);
  const keyed = Array.from(definedItems(value), item => ({ item, key: fold(name(item)) }));
  const groups: { key: Value; items: Value[] }[] = [];
  for (const { item, key } of keyed.toSorted((a, b) => compare(a.key, b.key) || 0)) {
    const last = groups.at(-1);
    if (last !== undefined && equals(last.key, key)) last.items.push(item);
    else groups.push({ key, items: [item] });
  }
  return groups.map(({ items }) => new GroupTuple(name(items[0]!), items));
}
