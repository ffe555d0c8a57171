/** Parses JMESPath by the binding strength of its signs, straight to closures (grammar of jmespath.org, as jmespath.py 1.0). */
import { str } from '../../values/text.ts';
import type { Value } from '../../values/types.ts';
import { call } from './functions.ts';
import {
  and,
  chain,
  comparisons,
  current,
  dictOf,
  field,
  filtered,
  flatten,
  itemAt,
  listOf,
  literal,
  not,
  or,
  part,
  projection,
  Reference,
  valueProjection,
  type Query,
} from './query.ts';
import { TokenReader } from './token-reader.ts';
import type { Token } from './tokens.ts';

/** How strongly a sign binds what stands left of it; one that is not here ends an expression. */
const BINDING: ReadonlyMap<string, number> = new Map([
  ['|', 1],
  ['||', 2],
  ['&&', 3],
  ...[...comparisons.keys()].map(sign => [sign, 5] as const),
  ['[]', 9],
  ['*', 20],
  ['[?', 21],
  ['.', 40],
  ['!', 45],
  ['{', 50],
  ['[', 55],
  ['(', 60],
]);

/** A sign that binds less ends a projection: it is about the whole list. */
const PROJECTION_STOP = 10;

/** The closure of an expression; throws kind `value` for one that cannot be read. */
export function parseQuery(source: string): Query {
  const reader = new TokenReader(source);
  const query = expression(reader, 0);
  if (reader.kind() !== 'end') reader.refuse(reader.next());
  return query;
}

function expression(reader: TokenReader, binding: number): Query {
  const token = reader.next();
  let left = (starts.get(token.kind) ?? refused)(reader, token);
  while (binding < bindingOf(reader.kind())) {
    const sign = reader.next();
    const further = continuations.get(sign.kind);
    left = further ? further(left, reader) : reader.refuse(sign);
  }
  return left;
}

function bindingOf(kind: string): number {
  return BINDING.get(kind) ?? 0;
}

function refused(reader: TokenReader, token: Token): never {
  return reader.refuse(token);
}

/** What an expression can begin with. */
const starts: ReadonlyMap<string, (reader: TokenReader, token: Token) => Query> = new Map<
  string,
  (reader: TokenReader, token: Token) => Query
>([
  ['literal', (_reader, token) => literal(token.value)],
  ['name', (reader, token) => (reader.kind() === '(' ? called(reader, str(token.value)) : field(str(token.value)))],
  ['quoted name', quotedField],
  ['@', () => current],
  ['&', reader => literal(new Reference(expression(reader, 0)))],
  ['!', reader => not(expression(reader, bindingOf('!')))],
  ['*', reader => valueProjection(current, reader.kind() === ']' ? current : projected(reader, '*'))],
  ['[]', reader => projection(flatten(current), projected(reader, '[]'))],
  ['[?', reader => filterOn(current, reader)],
  ['[', bracket],
  ['{', dict],
  ['(', group],
]);

/** What can follow an expression. */
const continuations: ReadonlyMap<string, (left: Query, reader: TokenReader) => Query> = new Map<
  string,
  (left: Query, reader: TokenReader) => Query
>([
  ['.', dotted],
  ['|', (left, reader) => chain(left, expression(reader, bindingOf('|')))],
  ['||', (left, reader) => or(left, expression(reader, bindingOf('||')))],
  ['&&', (left, reader) => and(left, expression(reader, bindingOf('&&')))],
  ...Array.from(comparisons, ([sign, compare]) => {
    return [sign, (left: Query, reader: TokenReader) => compare(left, expression(reader, bindingOf(sign)))] as const;
  }),
  ['[]', (left, reader) => projection(flatten(left), projected(reader, '[]'))],
  ['[?', filterOn],
  ['[', bracketed],
]);

function quotedField(reader: TokenReader, token: Token): Query {
  return reader.kind() === '(' ? reader.refuse(token) : field(str(token.value));
}

function group(reader: TokenReader): Query {
  const inner = expression(reader, 0);
  reader.expect(')');
  return inner;
}

/** Commas between arguments may be missing (jmespath.py). */
function called(reader: TokenReader, name: string): Query {
  const args: Query[] = [];
  reader.expect('(');
  while (reader.kind() !== ')') {
    args.push(expression(reader, 0));
    if (reader.kind() === ',') reader.next();
  }
  reader.expect(')');
  return call(name, args);
}

/** After `[` at the start: an index, a slice, `[*]` or a list of expressions. */
function bracket(reader: TokenReader): Query {
  if (isIndex(reader)) return indexed(current, reader);
  return reader.kind() === '*' && reader.kind(1) === ']' ? bracketed(current, reader) : list(reader);
}

/** After `[` behind an expression: an index, a slice or `[*]`. */
function bracketed(left: Query, reader: TokenReader): Query {
  if (isIndex(reader)) return indexed(left, reader);
  reader.expect('*');
  reader.expect(']');
  return projection(left, projected(reader, '*'));
}

function isIndex(reader: TokenReader): boolean {
  return reader.kind() === 'number' || reader.kind() === ':';
}

function indexed(left: Query, reader: TokenReader): Query {
  if (reader.kind() === ':' || reader.kind(1) === ':') {
    const [start = null, stop = null, step = null] = sliceBounds(reader);
    return projection(chain(left, part(start, stop, step)), projected(reader, '*'));
  }
  const index = Number(reader.next().value);
  reader.expect(']');
  return chain(left, itemAt(index));
}

function sliceBounds(reader: TokenReader): readonly Value[] {
  const bounds: Value[] = [null];
  while (reader.kind() !== ']') {
    const token = reader.next();
    if (token.kind === 'number') bounds[bounds.length - 1] = token.value;
    else if (token.kind === ':' && bounds.length < 3) bounds.push(null);
    else reader.refuse(token);
  }
  reader.expect(']');
  return bounds;
}

function filterOn(left: Query, reader: TokenReader): Query {
  const condition = expression(reader, 0);
  reader.expect(']');
  return filtered(left, condition, reader.kind() === '[]' ? current : projected(reader, '[?'));
}

function dotted(left: Query, reader: TokenReader): Query {
  if (reader.kind() !== '*') return chain(left, afterDot(reader, '.'));
  reader.next();
  return valueProjection(left, projected(reader, '.'));
}

/** What is done with each item of a projection. */
function projected(reader: TokenReader, sign: string): Query {
  const kind = reader.kind();
  if (bindingOf(kind) < PROJECTION_STOP) return current;
  if (kind === '[' || kind === '[?') return expression(reader, bindingOf(sign));
  reader.expect('.');
  return afterDot(reader, sign);
}

function afterDot(reader: TokenReader, sign: string): Query {
  if (['name', 'quoted name', '*'].includes(reader.kind())) return expression(reader, bindingOf(sign));
  const token = reader.next();
  if (token.kind === '[') return list(reader);
  return token.kind === '{' ? dict(reader) : reader.refuse(token);
}

function list(reader: TokenReader): Query {
  const items = [expression(reader, 0)];
  while (reader.kind() !== ']') {
    reader.expect(',');
    items.push(expression(reader, 0));
  }
  reader.expect(']');
  return listOf(items);
}

/** Commas between entries may be missing (jmespath.py). */
function dict(reader: TokenReader): Query {
  const entries = [entry(reader)];
  while (reader.kind() !== '}') entries.push(entry(reader));
  reader.expect('}');
  return dictOf(entries);
}

function entry(reader: TokenReader): readonly [string, Query] {
  const key = reader.next();
  if (key.kind !== 'name' && key.kind !== 'quoted name') reader.refuse(key);
  reader.expect(':');
  const query = expression(reader, 0);
  if (reader.kind() === ',') skipComma(reader);
  return [str(key.value), query];
}

function skipComma(reader: TokenReader): void {
  const comma = reader.next();
  if (reader.kind() === '}') reader.refuse(comma);
}
