import type { RandomSource } from './random-source.ts';

/** What the recorded vectors are made of: literals, operators, filter calls, tests, operands, sets of variables. */
export interface Pieces {
  readonly sources: readonly Source[];
  readonly bySort: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
  readonly filters: readonly string[];
  readonly tests: readonly string[];
}

/** One template or condition with its variables, as JSON text that keeps every digit. */
export interface Source {
  readonly group: string;
  readonly kind: 'template' | 'when';
  readonly text: string;
  readonly vars: string;
  readonly trusted: boolean;
}

const token =
  /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\d[\d_.]*(?:e[+-]?\d+)?|\w+|\{[{%#][-+]?|[-+]?[%}#]\}|\*\*|\/\/|[<>=!]=|\s+|[^\s\w]/gu;
const operators = '+ - * / // % ** ~ == != < > <= >= and or in is if else not | . , : ( ) [ ] { }'.split(' ');

export function tokensOf(text: string): string[] {
  return text.match(token) ?? [];
}

/** Kinds of tokens that may stand for each other. */
export function sortOf(text: string): string {
  if (/^['"]/u.test(text)) return 'text';
  if (/^\d/u.test(text)) return 'number';
  if (/^\w/u.test(text)) return operators.includes(text) ? 'operator' : 'word';
  if (/^\s/u.test(text)) return 'blank';
  if (/^(?:\{[{%#]|[-+]?[%}#]\})/u.test(text)) return 'mark';
  return 'operator';
}

type Change = (source: Source, pieces: Pieces, random: RandomSource) => Source;

const changes: readonly Change[] = [
  otherToken,
  otherToken,
  otherToken,
  otherVars,
  otherVars,
  filtered,
  filtered,
  tested,
  combined,
  asOperand,
  asOperand,
  lessOrMore,
  asCondition,
];

/** A new case: one to three changes of a recorded one. */
export function mutate(pieces: Pieces, random: RandomSource): Source {
  let source = random.pick(pieces.sources);
  for (let left = 1 + Math.floor(random.next() * 3); left > 0; left--)
    source = random.pick(changes)(source, pieces, random);
  return source;
}

function otherToken(source: Source, pieces: Pieces, random: RandomSource): Source {
  const tokens = tokensOf(source.text);
  const at = places(tokens, text => !['blank', 'mark'].includes(sortOf(text)));
  if (at.length === 0) return source;
  const index = random.pick(at);
  const sort = sortOf(tokens[index]!);
  const literal = sort === 'text' || sort === 'number' || sort === 'word';
  tokens[index] = literal && random.chance(0.4) ? random.pick(pieces.operands) : random.pick(pieces.bySort.get(sort)!);
  return { ...source, text: tokens.join('') };
}

function otherVars(source: Source, pieces: Pieces, random: RandomSource): Source {
  const { vars, trusted } = random.pick(pieces.sources);
  return { ...source, vars: joined(vars, source.vars), trusted: random.chance(0.5) ? trusted : source.trusted };
}

/** Both sets of variables; of a name in both, the first one's value. */
function joined(first: string, second: string): string {
  const left = first.slice(1, -1).trim();
  const right = second.slice(1, -1).trim();
  if (left === '' || right === '') return `{${left}${right}}`;
  return `{${right}, ${left}}`;
}

function filtered(source: Source, pieces: Pieces, random: RandomSource): Source {
  return insertAfterOperand(source, random, ` | ${random.pick(pieces.filters)}`);
}

function tested(source: Source, pieces: Pieces, random: RandomSource): Source {
  return insertAfterOperand(source, random, ` is ${random.chance(0.2) ? 'not ' : ''}${random.pick(pieces.tests)}`);
}

function combined(source: Source, pieces: Pieces, random: RandomSource): Source {
  return insertAfterOperand(source, random, ` ${random.pick(operators)} ${random.pick(pieces.operands)}`);
}

function insertAfterOperand(source: Source, random: RandomSource, text: string): Source {
  const tokens = tokensOf(source.text);
  const at = places(tokens, one => ['text', 'number', 'word'].includes(sortOf(one)) || one === ')' || one === ']');
  if (at.length === 0) return source;
  const index = random.pick(at);
  const whole = random.chance(0.3);
  tokens[index] = whole ? `(${tokens[index]!}${text})` : `${tokens[index]!}${text}`;
  return { ...source, text: tokens.join('') };
}

/** The whole expression of another case in the place of a literal or name. */
function asOperand(source: Source, pieces: Pieces, random: RandomSource): Source {
  const other = random.pick(pieces.sources);
  const inside = other.kind === 'when' ? other.text : /^\{\{([^{}%]*)\}\}$/u.exec(other.text)?.[1];
  const tokens = tokensOf(source.text);
  const at = places(tokens, text => ['text', 'number', 'word'].includes(sortOf(text)));
  if (inside === undefined || at.length === 0) return source;
  tokens[random.pick(at)] = `(${inside.trim()})`;
  return {
    ...source,
    text: tokens.join(''),
    vars: joined(other.vars, source.vars),
    trusted: source.trusted || other.trusted,
  };
}

function lessOrMore(source: Source, _pieces: Pieces, random: RandomSource): Source {
  const tokens = tokensOf(source.text);
  if (tokens.length === 0) return source;
  const index = Math.floor(random.next() * tokens.length);
  tokens.splice(index, random.chance(0.6) ? 1 : 0, ...(random.chance(0.5) ? [random.pick(tokens)] : []));
  return { ...source, text: tokens.join('') };
}

function asCondition(source: Source): Source {
  const inside = /^\{\{([^{}%]*)\}\}$/u.exec(source.text)?.[1];
  if (source.kind === 'when') return { ...source, kind: 'template', text: `{{ ${source.text} }}` };
  return inside === undefined ? source : { ...source, kind: 'when', text: inside.trim() };
}

function places(tokens: readonly string[], fits: (text: string) => boolean): number[] {
  return tokens.flatMap((text, index) => (fits(text) ? [index] : []));
}
