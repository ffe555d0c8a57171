/** Tests that compare: eq, lt, in, sameas, divisibleby, subset, … */
import { definedThroughout } from '../arguments/defined.ts';
import { testOf } from '../arguments/define.ts';
import type { TemplateTest } from '../callable.ts';
import { setOf } from '../filters/sets.ts';
import { modulo } from '../values/arithmetic.ts';
import { compare, contains, equals, sameAs } from '../values/compare.ts';
import { dictHas } from '../values/dict.ts';
import type { Value } from '../values/types.ts';

/** Comparing looks at all that a container holds. */
function comparison(holds: (a: Value, b: Value) => boolean): TemplateTest {
  return testOf(['a', 'b'], (a, b) => holds(definedThroughout(a), definedThroughout(b)));
}

const eq = comparison((a, b) => equals(a, b));
const ne = comparison((a, b) => !equals(a, b));
const lt = comparison((a, b) => compare(a, b, '<') < 0);
const le = comparison((a, b) => compare(a, b, '<=') <= 0);
const gt = comparison((a, b) => compare(a, b, '>') > 0);
const ge = comparison((a, b) => compare(a, b, '>=') >= 0);
const subset = testOf(['a', 'b'], (a, b) => isSubset(a, b));
const superset = testOf(['a', 'b'], (a, b) => isSubset(b, a));

export const comparisonTests: Readonly<Record<string, TemplateTest>> = {
  eq,
  '==': eq,
  equalto: eq,
  ne,
  '!=': ne,
  lt,
  '<': lt,
  lessthan: lt,
  le,
  '<=': le,
  gt,
  '>': gt,
  greaterthan: gt,
  ge,
  '>=': ge,
  in: testOf(['value', 'seq'], (value, container) => contains(container, value)),
  contains: testOf(['seq', 'value'], (container, value) => contains(container, value)),
  sameas: testOf(['value', 'other'], sameAs),
  odd: testOf(['value'], value => equals(modulo(value, 2), 1)),
  even: testOf(['value'], value => equals(modulo(value, 2), 0)),
  divisibleby: testOf(['value', 'num'], (value, divisor) => equals(modulo(value, divisor), 0)),
  subset,
  issubset: subset,
  superset,
  issuperset: superset,
};

function isSubset(small: Value, large: Value): boolean {
  const set = setOf(large);
  return [...setOf(small).keys()].every(item => dictHas(set, item));
}
