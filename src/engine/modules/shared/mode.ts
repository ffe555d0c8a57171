import { str } from '../../../template/values/text.ts';
import { Float, type Value } from '../../../template/values/types.ts';
import { FileProblem } from './file-problem.ts';

const PERMISSIONS = 0o7777;
const SHIFTS: Readonly<Record<string, number>> = { u: 6, g: 3, o: 0 };
const SPECIAL: Readonly<Record<string, number>> = { u: 0o4000, g: 0o2000 };
const LETTERS: Readonly<Record<string, number>> = { r: 4, w: 2, x: 1 };

/**
 * The permission bits that a `mode` asks for, given the present ones: an int as it is (YAML has read 0644 as octal),
 * text in octal, or symbolic clauses (`u=rw,g+X,o-rwx`).
 */
export function resolveMode(mode: Value, present: number, isDirectory: boolean): number {
  if (typeof mode === 'number') return mode & PERMISSIONS;
  if (mode instanceof Float) return Math.trunc(mode.value) & PERMISSIONS;
  const text = str(mode).trim();
  if (/^(0o)?[0-7]+$/.test(text)) return Number.parseInt(text.replace('0o', ''), 8) & PERMISSIONS;
  return text.split(',').reduce((bits, clause) => applyClause(clause, bits, isDirectory), present & PERMISSIONS);
}

function applyClause(clause: string, bits: number, isDirectory: boolean): number {
  const [, who, actions] = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/.exec(clause) ?? [];
  if (actions === undefined)
    throw new FileProblem(`mode must be in octal or symbolic form: ${JSON.stringify(clause)} is neither`);
  const users = who === '' || who!.includes('a') ? ['u', 'g', 'o'] : [...new Set(who)];
  const umask = who === '' ? process.umask() : 0;
  for (const [, operator, permissions] of actions.matchAll(/([-+=])([ugo]|[rwxXst]*)/g))
    bits = users.reduce((now, user) => applyTo(user, operator!, permissions!, now, bits, isDirectory, umask), bits);
  return bits;
}

function applyTo(
  user: string,
  operator: string,
  permissions: string,
  now: number,
  before: number,
  isDirectory: boolean,
  umask: number,
): number {
  const shift = SHIFTS[user]!;
  const wanted = bitsFor(user, permissions, before, isDirectory) & ~umask;
  if (operator === '+') return now | wanted;
  if (operator === '-') return now & ~wanted;
  return (now & ~((7 << shift) | (SPECIAL[user] ?? 0))) | wanted;
}

function bitsFor(user: string, permissions: string, before: number, isDirectory: boolean): number {
  const shift = SHIFTS[user]!;
  let bits = 0;
  for (const letter of permissions) {
    if (letter in LETTERS) bits |= LETTERS[letter]! << shift;
    else if (letter === 'X') bits |= isDirectory || (before & 0o111) !== 0 ? 1 << shift : 0;
    else if (letter === 's') bits |= SPECIAL[user] ?? 0;
    else if (letter === 't') bits |= 0o1000;
    else bits |= ((before >> SHIFTS[letter]!) & 7) << shift;
  }
  return bits;
}

/** The bits as results show them: `0644`, `01777`. */
export function modeText(mode: number): string {
  return (mode & PERMISSIONS)
    .toString(8)
    .padStart(4, '0')
    .replace(/^(?=[1-7]\d{3}$)/, '0');
}
