import { fail } from '../fail.ts';
import { TemplateError } from '../errors.ts';
import { PyObject, Tuple, Undefined, type Value } from '../values/types.ts';
import type { MacroShape, Statement } from '../syntax/ast.ts';
import { compileArguments } from './call-arguments.ts';
import { callValue } from './calls.ts';
import type { Compilation, Of } from './compilation.ts';
import { concat } from './concat.ts';
import { declaredNames } from './declared-names.ts';
import { Frame, type Evaluate, type Execute } from './frame.ts';
import type { Scope } from './scope.ts';

interface Parameter {
  readonly name: string;
  readonly slot: number;
  readonly fallback: Evaluate | undefined;
}

/** A compiled macro; `varargs`, `kwargs` and `caller` have slots only when the body uses them (Jinja2). */
interface MacroBody {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly extras: ReadonlyMap<string, number>;
  readonly run: Execute;
  readonly scope: Scope;
}

/** A macro as a value. Undefined arguments go in as they are. */
class Macro extends PyObject {
  readonly typeName = 'Macro';
  readonly acceptsUndefined = true;
  readonly body: MacroBody;
  readonly frame: Frame;

  constructor(body: MacroBody, frame: Frame) {
    super();
    this.body = body;
    this.frame = frame;
  }
  text(): string {
    return `<Macro '${this.body.name}'>`;
  }
  override attribute(name: string): Value | undefined {
    return macroAttributes.get(name)?.(this.body);
  }
  override call(args: readonly Value[], keywords: ReadonlyMap<string, Value>): Value {
    const { body } = this;
    const frame = new Frame(this.frame.render, body.scope.shape.size, this.frame);
    const rest = new Map(keywords);
    body.parameters.forEach((parameter, i) => fill(frame, body, parameter, args[i], rest));
    fillExtras(frame, body, args.slice(body.parameters.length), rest);
    const out: Value[] = [];
    body.run(frame, out);
    return concat(out);
  }
}

const macroAttributes: ReadonlyMap<string, (body: MacroBody) => Value> = new Map<string, (body: MacroBody) => Value>([
  ['name', ({ name }) => name],
  ['arguments', ({ parameters }) => new Tuple(parameters.map(parameter => parameter.name))],
  ['catch_varargs', ({ extras }) => extras.has('varargs')],
  ['catch_kwargs', ({ extras }) => extras.has('kwargs')],
  ['caller', ({ extras }) => extras.has('caller')],
]);

/** `{% macro name(…) %}` */
export function compileMacro(node: Of<Statement, 'macro'>, compilation: Compilation, scope: Scope): Execute {
  const body = compileMacroBody(node.name, node, compilation, scope);
  const slot = scope.slotOf(node.name);
  return frame => {
    frame.slots[slot] = new Macro(body, frame);
  };
}

/** `{% call(…) macro(…) %}`: the body becomes the `caller` of the macro. */
export function compileCallBlock(node: Of<Statement, 'call_block'>, compilation: Compilation, scope: Scope): Execute {
  const body = compileMacroBody('caller', node, compilation, scope);
  const { callee, args } = node.call;
  const called = compilation.expression(callee, scope);
  const given = compileArguments(undefined, args, compilation, scope);
  return (frame, out) => {
    const { args: positional, keywords } = given(frame);
    const withCaller = new Map([...keywords, ['caller', new Macro(body, frame)] as const]);
    const result = callValue(called(frame), { args: positional, keywords: withCaller }, frame, node.at);
    if (result !== null) out.push(result);
  };
}

function compileMacroBody(name: string, shape: MacroShape, compilation: Compilation, outer: Scope): MacroBody {
  const scope = outer.ownFrame();
  const slots = shape.parameters.map(parameter => scope.declare(parameter));
  const required = shape.parameters.length - shape.defaults.length;
  const fallbacks = shape.defaults.map(value => compilation.expression(value, scope));
  const used = ['varargs', 'kwargs', 'caller'].filter(
    extra => mentions(shape.body, extra) && !shape.parameters.includes(extra),
  );
  const extras = new Map(used.map(extra => [extra, scope.declare(extra)]));
  const inner = scope.inner();
  for (const declared of declaredNames(shape.body)) inner.declare(declared);
  const parameters = shape.parameters.map((parameter, i) => ({
    name: parameter,
    slot: slots[i]!,
    fallback: fallbacks[i - required],
  }));
  return { name, parameters, extras, run: compilation.statements(shape.body, inner), scope };
}

/** Whether the name turns up anywhere in the tree. */
function mentions(tree: unknown, name: string): boolean {
  if (Array.isArray(tree)) return tree.some(item => mentions(item, name));
  if (typeof tree !== 'object' || tree === null || tree instanceof PyObject) return false;
  if ('type' in tree && tree.type === 'name' && 'name' in tree && tree.name === name) return true;
  return Object.values(tree).some(item => mentions(item, name));
}

function fill(
  frame: Frame,
  body: MacroBody,
  parameter: Parameter,
  given: Value | undefined,
  rest: Map<string, Value>,
): void {
  const { name, slot, fallback } = parameter;
  const named = rest.get(name);
  rest.delete(name);
  if (given !== undefined && named !== undefined)
    fail('type', `macro '${body.name}' got multiple values for '${name}'`);
  const value = given === undefined ? named : given;
  frame.slots[slot] = value === undefined ? withoutValue(fallback, frame, name) : value;
}

function withoutValue(fallback: Evaluate | undefined, frame: Frame, name: string): Value {
  if (fallback) return fallback(frame);
  return new Undefined(
    name,
    () => new TemplateError('undefined', `parameter '${name}' was not provided`, { details: { name } }),
  );
}

function fillExtras(
  frame: Frame,
  { extras, name, parameters }: MacroBody,
  more: readonly Value[],
  rest: Map<string, Value>,
): void {
  const caller = rest.get('caller');
  if (extras.has('caller')) frame.slots[extras.get('caller')!] = caller ?? noCaller();
  if (caller !== undefined && !extras.has('caller') && !extras.has('kwargs'))
    fail('type', `macro '${name}' takes no caller`);
  if (extras.has('caller')) rest.delete('caller');
  if (extras.has('varargs')) frame.slots[extras.get('varargs')!] = new Tuple(more);
  else if (more.length > 0) fail('type', `macro '${name}' takes not more than ${parameters.length} argument(s)`);
  if (extras.has('kwargs')) frame.slots[extras.get('kwargs')!] = new Map(rest);
  else for (const key of rest.keys()) fail('type', `macro '${name}' takes no keyword argument '${key}'`);
}

function noCaller(): Undefined {
  return new Undefined(
    'caller',
    () => new TemplateError('undefined', 'no caller is defined: this macro was not used by a call block'),
  );
}
