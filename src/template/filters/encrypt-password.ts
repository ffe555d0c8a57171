/** Password hashes in the formats of crypt(3), as passlib writes them. */
import { fail } from '../fail.ts';
import { md5Crypt } from './md5-crypt.ts';
import { shaCrypt } from './sha-crypt.ts';

export interface PasswordOptions {
  readonly scheme: string;
  readonly salt: string;
  readonly rounds?: number | undefined;
}

interface Scheme {
  readonly saltSize: number;
  readonly rounds: number;
  hash(password: string, salt: string, rounds: number): string;
}

const sha512: Scheme = { saltSize: 16, rounds: 656_000, hash: (...given) => shaCrypt('sha512', ...given) };
const sha256: Scheme = { saltSize: 16, rounds: 535_000, hash: (...given) => shaCrypt('sha256', ...given) };
const md5: Scheme = { saltSize: 8, rounds: 1000, hash: (password, salt) => md5Crypt(password, salt) };

/** By Ansible's names and by passlib's; the rounds are Ansible's defaults. */
const schemes: ReadonlyMap<string, Scheme> = new Map([
  ['sha512', sha512],
  ['sha512_crypt', sha512],
  ['sha256', sha256],
  ['sha256_crypt', sha256],
  ['md5', md5],
  ['md5_crypt', md5],
]);

const saltAlphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The hash with its scheme, rounds and salt; ValueError for an unknown scheme, a foreign salt or too few rounds. */
export function encryptPassword(password: string, { scheme, salt, rounds }: PasswordOptions): string {
  const chosen = schemeNamed(scheme);
  if (!/^[./0-9A-Za-z]*$/.test(salt)) fail('value', 'a salt has only letters, digits, dots and slashes');
  if (salt.length > chosen.saltSize) fail('value', `a salt of ${scheme} has at most ${chosen.saltSize} characters`);
  const count = rounds ?? chosen.rounds;
  if (count < 1000 || count > 999_999_999) fail('value', 'the number of rounds is between 1000 and 999999999');
  return chosen.hash(password, salt, count);
}

/** How many characters a salt of the scheme has. */
export function saltSize(scheme: string): number {
  return schemeNamed(scheme).saltSize;
}

/** A new salt. */
export function randomSalt(size: number, random: () => number): string {
  return Array.from({ length: size }, () => saltAlphabet[Math.floor(random() * saltAlphabet.length)]!).join('');
}

function schemeNamed(name: string): Scheme {
  return schemes.get(name) ?? fail('value', `passwords are hashed by sha512, sha256 or md5, not by '${name}'`);
}
