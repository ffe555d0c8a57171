import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import { requireText, sequenceItems } from '../arguments/require.ts';
import type { CallContext, Keywords, TemplateLookup } from '../callable.ts';
import { fail } from '../fail.ts';
import { encryptPassword, randomSalt, saltSize } from '../filters/encrypt-password.ts';
import { expandUser } from '../filters/expand-user.ts';
import { seedOf } from '../filters/seed.ts';
import { PythonRandom } from '../formats/python-random.ts';
import { asInt } from '../values/integers.ts';
import { parseInt } from '../values/number-text.ts';
import { str } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import type { Value } from '../values/types.ts';
import { parseKeyValues } from './key-values.ts';

export const passwordLookups: Readonly<Record<string, TemplateLookup>> = {
  /**
   * The password kept in a file, made up and written (mode 0600) when there is none; `/dev/null` keeps nothing. Options: length,
   * chars, seed, encrypt, ident (Ansible).
   */
  password: { run: (terms, options, context) => terms.map(term => password(requireText(term), options, context)) },
};

const known: ReadonlySet<string> = new Set(['length', 'encrypt', 'chars', 'ident', 'seed']);

function password(term: string, given: Keywords, context: CallContext): string {
  const { free, pairs } = parseKeyValues(term);
  const unknown = [...pairs.keys()].find(name => !known.has(name));
  if (unknown !== undefined) fail('value', `the lookup 'password' has no option '${unknown}'`);
  const options = new Map<string, Value>([...given, ...pairs]);
  const path = pathOf(free, context);
  const kept =
    existsSync(path) && path !== '/dev/null' ? read(path) : { plain: generate(options, context), salt: undefined };
  const encrypt = options.get('encrypt') ?? null;
  const salt = kept.salt ?? (truth(encrypt) ? randomSalt(saltSize(str(encrypt)), () => context.random()) : undefined);
  if (path !== '/dev/null') write(path, kept.plain, salt);
  return salt !== undefined && truth(encrypt)
    ? encryptPassword(kept.plain, { scheme: str(encrypt), salt })
    : kept.plain;
}

/** Paths are relative to the play's folder. */
function pathOf(name: string, context: CallContext): string {
  const folder = context.variable('playbook_dir');
  return posix.resolve(typeof folder === 'string' ? folder : '.', expandUser(name, context.environment));
}

interface Kept {
  readonly plain: string;
  readonly salt: string | undefined;
}

function read(path: string): Kept {
  const [, plain, salt] = /^(.*?)(?: salt=(\S+).*)?$/s.exec(readFileSync(path, 'utf8').trimEnd())!;
  return { plain: plain!, salt };
}

function write(path: string, plain: string, salt: string | undefined): void {
  const content = `${plain}${salt === undefined ? '' : ` salt=${salt}`}\n`;
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return;
  mkdirSync(posix.dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, content, { mode: 0o600 });
}

function generate(options: Keywords, context: CallContext): string {
  const chars = candidates(options.get('chars') ?? ['ascii_letters', 'digits', '.,:-_']);
  const size = options.get('length') ?? 20;
  const length = Number(asInt(size) ?? parseInt(str(size)));
  const seed = options.get('seed') ?? null;
  const random = seed === null ? undefined : new PythonRandom(seedOf(seed));
  const pick = (): number => Number(random?.below(BigInt(chars.length)) ?? Math.floor(context.random() * chars.length));
  return Array.from({ length }, () => chars[pick()]!).join('');
}

const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';

/** The character sets of Python's string module that `chars` may name. */
const characterSets: Readonly<Record<string, string>> = {
  ascii_letters: lower + lower.toUpperCase(),
  ascii_lowercase: lower,
  ascii_uppercase: lower.toUpperCase(),
  digits,
  hexdigits: `${digits}abcdefABCDEF`,
  octdigits: '01234567',
  punctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
};

/** Names of sets and single characters; in a text, commas separate them and a doubled comma is one. */
function candidates(chars: Value): string {
  const text = typeof chars === 'string' ? chars : undefined;
  const names = text === undefined ? Array.from(sequenceItems(chars) ?? [], str) : splitNames(text);
  const set = names
    .map(name => characterSets[name] ?? name)
    .join('')
    .replace(/["']/g, '');
  return set === '' ? fail('value', 'there are no characters to make a password of') : set;
}

function splitNames(text: string): string[] {
  const names = text
    .replaceAll(',,', ',')
    .split(',')
    .filter(name => name !== '');
  return text.includes(',,') ? [',', ...names] : names;
}
