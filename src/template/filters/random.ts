/** random and shuffle: with a seed CPython's own numbers, without one the run's source of chance. */
import { defined } from '../arguments/defined.ts';
import { filterOf } from '../arguments/define.ts';
import type { CallContext, TemplateFilter } from '../callable.ts';
import { TemplateError } from '../errors.ts';
import { fail } from '../fail.ts';
import { PythonRandom } from '../formats/python-random.ts';
import { getItem } from '../values/access.ts';
import { asInt, int } from '../values/integers.ts';
import { iterate, length } from '../values/iterate.ts';
import { truth } from '../values/truth.ts';
import { typeName } from '../values/type-name.ts';
import type { Value } from '../values/types.ts';
import { seedOf } from './seed.ts';

/** Uniform in [0, limit). */
type Below = (limit: bigint) => bigint;

export const randomFilters: Readonly<Record<string, TemplateFilter>> = {
  random: filterOf(['end', ['start', null], ['step', null], ['seed', null]], (end, start, step, seed, context) =>
    random(end, start, step, seed === null ? runBelow(context) : seededBelow(seed)),
  ),
  shuffle: filterOf(['mylist', ['seed', null]], (value, seed, context) =>
    shuffle(value, () => (truth(seed) ? seededBelow(seed) : runBelow(context))),
  ),
};

/** A number from `start` below `end` in steps, or an item of a sequence. */
function random(end: Value, start: Value, step: Value, below: Below): Value {
  const limit = asInt(end);
  if (limit !== undefined) return randomInt(BigInt(limit), bigOr(start, 0n), bigOr(step, 1n), below);
  if (truth(start) || truth(step)) fail('type', 'random takes start and step only with numbers');
  const count = length(end);
  if (count === 0) fail('index', 'random has nothing to choose from');
  if (end instanceof Map) fail('key', 'random chooses from sequences, not from dicts');
  return defined(getItem(end, int(below(BigInt(count)))));
}

function randomInt(end: bigint, start: bigint, step: bigint, below: Below): Value {
  const count = (end - start + step + (step > 0n ? -1n : 1n)) / step;
  if (end === start || end > start !== step > 0n) fail('value', `there is no number from ${start} below ${end}`);
  return int(start + step * below(count));
}

function bigOr(value: Value, fallback: bigint): bigint {
  if (!truth(value)) return fallback;
  return BigInt(asInt(value) ?? fail('type', `random counts in whole numbers, not in ${typeName(value)}`));
}

/** What cannot be shuffled comes back as it is. */
function shuffle(value: Value, source: () => Below): Value {
  try {
    return shuffled([...iterate(value)], source());
  } catch (error) {
    if (error instanceof TemplateError && error.kind !== 'undefined') return value;
    throw error;
  }
}

function shuffled(list: Value[], below: Below): Value[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Number(below(BigInt(i + 1)));
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}

function seededBelow(seed: Value): Below {
  const source = new PythonRandom(seedOf(seed));
  return limit => source.below(limit);
}

/** 52 bits at a time, so that limits beyond a float's precision are reached too. */
function runBelow(context: CallContext): Below {
  return limit => {
    let [value, range] = [0n, 1n];
    for (; range < limit << 52n; range <<= 52n) value = (value << 52n) + BigInt(Math.floor(context.random() * 2 ** 52));
    return (value * limit) / range;
  };
}
