import { didYouMean } from '../../errors.ts';
import type { TemplateFilter, TemplateTest } from '../callable.ts';
import { TemplateError, type TemplateErrorKind } from '../errors.ts';
import { Range } from '../values/range.ts';
import { typeName } from '../values/type-name.ts';
import { PyObject, Undefined, type Value } from '../values/types.ts';
import type { Expression } from '../syntax/ast.ts';
import { SyntaxFailure } from '../syntax/syntax-error.ts';
import { compileArguments, type Given } from './call-arguments.ts';
import type { Compilation, Of } from './compilation.ts';
import { captured, Failure } from '../values/failure.ts';
import type { Evaluate, Frame } from './frame.ts';
import { failAt, located } from './place.ts';
import type { Scope } from './scope.ts';

/** `value | name(…)`; `input` stands for a value that is no expression (the body of a filter block). */
export function compileFilter(
  node: Of<Expression, 'filter'>,
  compilation: Compilation,
  scope: Scope,
  input?: Evaluate,
): Evaluate {
  const filter = compilation.tables.filters.get(node.name);
  if (!filter) return unknown('nofilter', 'filter', node.name, compilation.tables.filters, node.at, scope);
  const value = node.value ? filterInput(node.value, compilation, scope, input) : input!;
  const given = compileArguments(value, node.args, compilation, scope);
  return frame => runFilter(filter, given(frame), frame, node.at);
}

function filterInput(node: Expression, compilation: Compilation, scope: Scope, input: Evaluate | undefined): Evaluate {
  return node.type === 'filter' && input
    ? compileFilter(node, compilation, scope, input)
    : compilation.expression(node, scope);
}

/** `value is name(…)`: a bool, or the undefined value that the test does not look at. */
export function compileTest(node: Of<Expression, 'test'>, compilation: Compilation, scope: Scope): Evaluate {
  const test = compilation.tables.tests.get(node.name);
  if (!test) return unknown('notest', 'test', node.name, compilation.tables.tests, node.at, scope);
  const given = compileArguments(compilation.expression(node.value, scope), node.args, compilation, scope);
  return frame => runTest(test, given(frame), frame, node.at);
}

/** `callee(…)` */
export function compileCall(node: Of<Expression, 'call'>, compilation: Compilation, scope: Scope): Evaluate {
  const callee = compilation.expression(node.callee, scope);
  const given = compileArguments(undefined, node.args, lookupCompilation(node.callee, compilation), scope);
  return frame => callValue(callee(frame), given(frame), frame, node.at);
}

/** Calls a value; errors travel, as does an undefined argument that the callee does not want to see. */
export function callValue(callee: Value, { args, keywords }: Given, frame: Frame, at: number): Value {
  if (callee instanceof Undefined) return callee.silent ? callee.raise() : callee;
  const accepts = callee instanceof PyObject && 'acceptsUndefined' in callee && callee.acceptsUndefined === true;
  const missing = accepts ? undefined : firstUndefined(args, keywords);
  if (missing) return missing;
  try {
    if (callee instanceof PyObject && callee.call) return callee.call(args, keywords);
    throw failAt(frame, at, 'type', `'${typeName(callee)}' object is not callable`);
  } catch (error) {
    return captured(located(error, frame, at));
  }
}

// Constant texts with templates in them are rendered as terms of a lookup (Ansible still does).
function lookupCompilation(callee: Expression, compilation: Compilation): Compilation {
  if (callee.type !== 'name' || !['lookup', 'query', 'q'].includes(callee.name)) return compilation;
  return compilation.renderingConstants();
}

function runFilter(filter: TemplateFilter, { args, keywords }: Given, frame: Frame, at: number): Value {
  const missing = filter.acceptsUndefined ? undefined : firstUndefined(args, keywords);
  if (missing) return missing;
  try {
    const result = filter.run(args, keywords, frame.render.host.context);
    return result instanceof Range ? [...result.iterate()] : result;
  } catch (error) {
    return captured(located(error, frame, at));
  }
}

function runTest(test: TemplateTest, { args, keywords }: Given, frame: Frame, at: number): Value {
  const missing = firstUndefined(args, keywords);
  if (missing && (!test.acceptsUndefined || missing instanceof Failure)) return missing;
  try {
    return test.run(args, keywords, frame.render.host.context);
  } catch (error) {
    return captured(located(error, frame, at));
  }
}

function firstUndefined(args: readonly Value[], keywords: ReadonlyMap<string, Value>): Undefined | undefined {
  for (const value of args) if (value instanceof Undefined && !value.silent) return value;
  if (keywords.size > 0)
    for (const value of keywords.values()) if (value instanceof Undefined && !value.silent) return value;
  return undefined;
}

/** An unknown filter or test is refused at once; within an `if`, only when it is reached. */
function unknown(
  kind: TemplateErrorKind,
  what: string,
  name: string,
  table: ReadonlyMap<string, unknown>,
  at: number,
  scope: Scope,
): Evaluate {
  const near = didYouMean(name, table.keys());
  const options = { hint: near === undefined ? undefined : `Did you mean '${near}'?` };
  const message = `there is no ${what} '${name}'`;
  if (!scope.soft) throw new SyntaxFailure(message, at, kind, options);
  return frame => {
    throw located(new TemplateError(kind, message, options), frame, at);
  };
}
