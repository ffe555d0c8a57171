/** The plays that a product names: one, or several that are carried out one after the other. */
import { describe, problem } from './fields/problem.ts';
import { parsePythonStringList, pythonStringList } from './python-literal.ts';

const PLAY_NAME = /^[A-Za-z0-9_-]+$/;

/** The names in `play_a`, `play_a, play_b` or `['play_a', "play_b"]`. Throws E_INPUT when there is none or one is no name. */
export function parsePlays(text: string): [string, ...string[]] {
  const isList = text.trim().startsWith('[');
  const [first, ...others] = isList ? parsePythonStringList(text) : text.split(',').map(name => name.trim());
  if (first === undefined) throw problem('names no play');
  const names: [string, ...string[]] = [first, ...others];
  const wrong = names.find(name => !PLAY_NAME.test(name));
  if (wrong === undefined) return names;
  throw problem(`${describe(wrong)} is not the name of a play: letters, digits, - and _, no .yaml`);
}

/** The stored form of what a caller gives as the plays of a product: the name of one, or the list of several. */
export function readPlayList(value: unknown): string {
  const text = Array.isArray(value) && value.every(name => typeof name === 'string') ? pythonStringList(value) : value;
  if (typeof text !== 'string') throw problem(`a play or a list of plays is wanted, not ${describe(value)}`);
  const plays = parsePlays(text);
  return plays.length === 1 ? plays[0] : pythonStringList(plays);
}
