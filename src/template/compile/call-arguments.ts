import { fail } from '../fail.ts';
import { items, iterate } from '../values/iterate.ts';
import { str } from '../values/text.ts';
import { typeName } from '../values/type-name.ts';
import { Undefined, type Value } from '../values/types.ts';
import type { Arguments } from '../syntax/ast.ts';
import type { Compilation } from './compilation.ts';
import type { Evaluate, Frame } from './frame.ts';
import type { Scope } from './scope.ts';

/** The evaluated arguments of a call. */
export interface Given {
  readonly args: Value[];
  readonly keywords: ReadonlyMap<string, Value>;
}

const none: ReadonlyMap<string, Value> = new Map();

/** Compiles the brackets of a call; `first` (the value before a bar) comes before the positional ones. */
export function compileArguments(
  first: Evaluate | undefined,
  { positional, keywords, spread, spreadKeywords }: Arguments,
  compilation: Compilation,
  scope: Scope,
): (frame: Frame) => Given {
  const compiled = positional.map(argument => compilation.expression(argument, scope));
  const evaluators = first ? [first, ...compiled] : compiled;
  const named = keywords.map(({ name, value }) => [name, compilation.expression(value, scope)] as const);
  const plain = positionalOnly(evaluators);
  if (named.length === 0 && !spread && !spreadKeywords) return plain;
  const more = spread && compilation.expression(spread, scope);
  const moreNamed = spreadKeywords && compilation.expression(spreadKeywords, scope);
  return frame => {
    const { args } = plain(frame);
    const given = new Map(named.map(([name, value]) => [name, value(frame)]));
    if (more) args.push(...items(more(frame)));
    if (moreNamed) spreadInto(given, moreNamed(frame));
    return { args, keywords: given };
  };
}

/** Most filters get the value before the bar and nothing else. */
function positionalOnly(evaluators: readonly Evaluate[]): (frame: Frame) => Given {
  const [only, ...others] = evaluators;
  if (only !== undefined && others.length === 0) return frame => ({ args: [only(frame)], keywords: none });
  return frame => ({ args: evaluators.map(argument => argument(frame)), keywords: none });
}

function spreadInto(given: Map<string, Value>, value: Value): void {
  if (value instanceof Undefined) value.raise();
  if (!(value instanceof Map)) fail('type', `argument after ** must be a mapping, not ${typeName(value)}`);
  for (const key of iterate(value)) {
    if (given.has(str(key))) fail('type', `got multiple values for keyword argument '${str(key)}'`);
    given.set(str(key), value.get(key)!);
  }
}
