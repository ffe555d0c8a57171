import { fail } from '../fail.ts';
import { compare } from '../values/compare.ts';
import { parseInt } from '../values/number-text.ts';
import type { Value } from '../values/types.ts';

const pattern =
  /^\s*v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)(?:[-_.]?(?<pre>a|b|c|rc|alpha|beta|pre|preview)[-_.]?(?<preNumber>\d+)?)?(?:-(?<bare>\d+)|[-_.]?(?<post>post|rev|r)[-_.]?(?<postNumber>\d+)?)?(?:[-_.]?(?<dev>dev)[-_.]?(?<devNumber>\d+)?)?(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?\s*$/i;

/** PEP 440's order of Python versions. */
export function comparePep440(a: string, b: string): number {
  return compare(sortKey(a), sortKey(b));
}

/** Lists that sort as the versions do: an absent part becomes what sorts before or after all others, as the PEP says. */
function sortKey(text: string): Value[] {
  const parts = pattern.exec(text)?.groups;
  if (parts === undefined) return fail('value', `'${text}' is no version of PEP 440`);
  const release = parts['release']!.split('.').map(part => parseInt(part));
  while (release.length > 1 && release.at(-1) === 0) release.pop();
  return [parseInt(parts['epoch'] ?? '0'), release, preKey(parts), postKey(parts), devKey(parts), localKey(parts)];
}

type Parts = Readonly<Record<string, string | undefined>>;

const preNames: Readonly<Record<string, string>> = { alpha: 'a', beta: 'b', c: 'rc', pre: 'rc', preview: 'rc' };
const [LOWEST, HIGHEST] = [[-1], [2]];

/** A development version without a pre-release sorts before all pre-releases, a release after them. */
function preKey(parts: Parts): Value {
  const name = parts['pre']?.toLowerCase();
  if (name !== undefined) return [0, preNames[name] ?? name, parseInt(parts['preNumber'] ?? '0')];
  const hasPost = parts['post'] !== undefined || parts['bare'] !== undefined;
  return !hasPost && parts['dev'] !== undefined ? LOWEST : HIGHEST;
}

function postKey(parts: Parts): Value {
  if (parts['bare'] !== undefined) return [0, parseInt(parts['bare'])];
  return parts['post'] === undefined ? LOWEST : [0, parseInt(parts['postNumber'] ?? '0')];
}

function devKey(parts: Parts): Value {
  return parts['dev'] === undefined ? HIGHEST : [0, parseInt(parts['devNumber'] ?? '0')];
}

function localKey(parts: Parts): Value {
  const local = parts['local'];
  if (local === undefined) return LOWEST;
  const words = local.toLowerCase().split(/[-_.]/);
  return [0, words.map<Value>(word => (/^\d+$/.test(word) ? [1, parseInt(word)] : [0, word]))];
}
