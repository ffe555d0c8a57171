/** Calls filters and tests by name, for the filters that take names (`map`, `select`, …). */
import type { CallContext, Keywords, TemplateFilter, TemplateTest } from '../callable.ts';
import { TemplateError } from '../errors.ts';
import { str } from '../values/text.ts';
import { Undefined, type Value } from '../values/types.ts';

/** Runs a filter; an undefined argument is handed back by filters that do not accept one. */
export function applyFilter(
  filter: TemplateFilter,
  args: readonly Value[],
  keywords: Keywords,
  context: CallContext,
): Value {
  const missing = filter.acceptsUndefined ? undefined : firstUndefined(args, keywords);
  return missing ?? filter.run(args, keywords, context);
}

/** Runs a test; an undefined argument raises unless the test accepts one. */
export function applyTest(
  test: TemplateTest,
  args: readonly Value[],
  keywords: Keywords,
  context: CallContext,
): boolean {
  if (!test.acceptsUndefined) firstUndefined(args, keywords)?.raise();
  return test.run(args, keywords, context);
}

/** The filter of that name; throws kind `runtime` when there is none. */
export function filterNamed(name: Value, context: CallContext): TemplateFilter {
  const filter = typeof name === 'string' ? context.filter(name) : undefined;
  if (filter === undefined) throw new TemplateError('runtime', `there is no filter '${str(name)}'`);
  return filter;
}

/** The test of that name; throws kind `runtime` when there is none. */
export function testNamed(name: Value, context: CallContext): TemplateTest {
  const test = typeof name === 'string' ? context.test(name) : undefined;
  if (test === undefined) throw new TemplateError('runtime', `there is no test '${str(name)}'`);
  return test;
}

function firstUndefined(args: readonly Value[], keywords: Keywords): Undefined | undefined {
  for (const value of args) if (value instanceof Undefined && !value.silent) return value;
  for (const value of keywords.values()) if (value instanceof Undefined && !value.silent) return value;
  return undefined;
}
