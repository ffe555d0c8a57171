import { fail } from '../fail.ts';
import { compare } from '../values/compare.ts';
import { parseInt } from '../values/number-text.ts';
import type { Value } from '../values/types.ts';

/** distutils' LooseVersion: numbers and words in turn; a number and a word in one place have no order (TypeError). */
export function compareLoose(a: string, b: string): number {
  return compare(looseParts(a), looseParts(b));
}

function looseParts(text: string): Value[] {
  return text
    .split(/(\d+|[a-z]+|\.)/)
    .filter(part => part !== '' && part !== '.')
    .map(part => (/^\d+$/.test(part) ? parseInt(part) : part));
}

/** distutils' StrictVersion: two or three numbers, then perhaps `a` or `b` with a number for what came before the release. */
export function compareStrict(a: string, b: string): number {
  return compare(strictParts(a), strictParts(b));
}

function strictParts(text: string): Value[] {
  const found = /^(\d+)\.(\d+)(?:\.(\d+))?(?:([ab])(\d+))?$/.exec(text);
  if (found === null) return fail('value', `'${text}' is no strict version`);
  const [, major, minor, patch = '0', letter = 'z', number = '0'] = found;
  return [parseInt(major!), parseInt(minor!), parseInt(patch), letter, parseInt(number)];
}

const identifier = '(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)';
const semantic = new RegExp(
  `^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-(${identifier}(?:\\.${identifier})*))?(?:\\+[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*)?$`,
);

/** Semantic Versioning 2.0.0; what follows a plus does not count. */
export function compareSemantic(a: string, b: string): number {
  return compare(semanticParts(a), semanticParts(b));
}

/** Numbers come before words, the shorter list before the longer, and any pre-release before its release. */
function semanticParts(text: string): Value[] {
  const found = semantic.exec(text);
  if (found === null) return fail('value', `'${text}' is no semantic version`);
  const [, major, minor, patch, before] = found;
  const numbers = [major!, minor!, patch!].map(part => parseInt(part));
  const words = before?.split('.').map<Value>(part => (/^\d+$/.test(part) ? [0, parseInt(part)] : [1, part]));
  return [numbers, words === undefined ? 1 : 0, words ?? []];
}
