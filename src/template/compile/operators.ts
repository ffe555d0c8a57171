import { add, divide, floorDivide, modulo, multiply, negate, positive, power, subtract } from '../values/arithmetic.ts';
import { compare, contains, equals } from '../values/compare.ts';
import { fail } from '../fail.ts';
import { typeName } from '../values/type-name.ts';
import { str } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import { Undefined, type Value } from '../values/types.ts';
import type { Expression } from '../syntax/ast.ts';
import type { Compilation, Of } from './compilation.ts';
import type { Evaluate } from './frame.ts';
import { failAt, located } from './place.ts';
import type { Scope } from './scope.ts';

type Binary = (a: Value, b: Value) => Value;

const binaries: ReadonlyMap<string, Binary> = new Map<string, Binary>([
  ['+', add],
  ['-', subtract],
  ['*', multiply],
  ['/', divide],
  ['//', floorDivide],
  ['%', modulo],
  ['**', power],
]);

const comparisons: ReadonlyMap<string, (a: Value, b: Value) => boolean> = new Map<
  string,
  (a: Value, b: Value) => boolean
>([
  ['==', equals],
  ['!=', (a, b) => !equals(a, b)],
  ['<', (a, b) => compare(a, b, '<') < 0],
  ['<=', (a, b) => compare(a, b, '<=') <= 0],
  ['>', (a, b) => compare(a, b, '>') > 0],
  ['>=', (a, b) => compare(a, b, '>=') >= 0],
  ['in', (a, b) => contains(b, a)],
  ['not in', (a, b) => !contains(b, a)],
]);

/** `a + b` and the other operators of arithmetic. */
export function compileBinary(node: Of<Expression, 'binary'>, compilation: Compilation, scope: Scope): Evaluate {
  const [left, right] = [compilation.expression(node.left, scope), compilation.expression(node.right, scope)];
  const operate = binaries.get(node.operator)!;
  const refuses = node.left.type !== 'list' && (node.operator === '+' || node.operator === '*');
  return frame => {
    const a = left(frame);
    const b = right(frame);
    try {
      if (b instanceof Undefined && Array.isArray(a) && refuses) return refusedByList(node.operator, b);
      return operate(a, b);
    } catch (error) {
      throw located(error, frame, node.at);
    }
  };
}

/** Ansible's lists look at the type of what stands right of them; a list written in the expression is one of Python's. */
function refusedByList(operator: string, value: Undefined): never {
  fail(
    'type',
    operator === '+'
      ? `can only concatenate list (not "${typeName(value)}") to list`
      : `'${typeName(value)}' object cannot be interpreted as an integer`,
  );
}

/** `a < b <= c`: each link holds, evaluated no further than the first that does not. */
export function compileCompare(node: Of<Expression, 'compare'>, compilation: Compilation, scope: Scope): Evaluate {
  const first = compilation.expression(node.first, scope);
  const links = node.rest.map(
    ([operator, value]) => [comparisons.get(operator)!, compilation.expression(value, scope)] as const,
  );
  return frame => {
    let a = first(frame);
    for (const [holds, right] of links) {
      const b = right(frame);
      try {
        if (!holds(a, b)) return false;
      } catch (error) {
        throw located(error, frame, node.at);
      }
      a = b;
    }
    return true;
  };
}

/** `a ~ b`: the texts of all, joined. */
export function compileConcat(node: Of<Expression, 'concat'>, compilation: Compilation, scope: Scope): Evaluate {
  const parts = node.items.map(item => compilation.expression(item, scope));
  return frame => {
    const values = parts.map(part => part(frame));
    try {
      return values.map(str).join('');
    } catch (error) {
      throw located(error, frame, node.at);
    }
  };
}

/** A value as a truth, with the place of an undefined one. */
export function compileTruth(
  node: Expression,
  compilation: Compilation,
  scope: Scope,
): (...args: Parameters<Evaluate>) => boolean {
  const value = compilation.expression(node, scope);
  return frame => {
    const result = value(frame);
    return typeof result === 'boolean' ? result : truth(result);
  };
}

export function compileAnd(node: Of<Expression, 'and'>, compilation: Compilation, scope: Scope): Evaluate {
  const [left, right] = [compilation.expression(node.left, scope), compilation.expression(node.right, scope)];
  return frame => {
    const value = left(frame);
    return truth(value) ? right(frame) : value;
  };
}

export function compileOr(node: Of<Expression, 'or'>, compilation: Compilation, scope: Scope): Evaluate {
  const [left, right] = [compilation.expression(node.left, scope), compilation.expression(node.right, scope)];
  return frame => {
    const value = left(frame);
    return truth(value) ? value : right(frame);
  };
}

export function compileNot(node: Of<Expression, 'not'>, compilation: Compilation, scope: Scope): Evaluate {
  const value = compileTruth(node.value, compilation, scope);
  return frame => !value(frame);
}

export function compileSign(node: Of<Expression, 'negate'>, compilation: Compilation, scope: Scope): Evaluate {
  const value = compilation.expression(node.value, scope);
  const apply = node.type === 'negate' ? negate : positive;
  return frame => {
    const operand = value(frame);
    try {
      return apply(operand);
    } catch (error) {
      throw located(error, frame, node.at);
    }
  };
}

/** `yes if test else no`; without `else` a silent undefined. */
export function compileCondition(node: Of<Expression, 'condition'>, compilation: Compilation, scope: Scope): Evaluate {
  const soft = scope.softened();
  const test = compileTruth(node.test, compilation, soft);
  const yes = compilation.expression(node.yes, soft);
  const no = node.no && compilation.expression(node.no, soft);
  const message = 'the inline if was false and has no else';
  return frame => {
    if (test(frame)) return yes(frame);
    return no ? no(frame) : new Undefined('', () => failAt(frame, node.at, 'undefined', message), true);
  };
}
