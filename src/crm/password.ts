import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';
import { OmnicrmError } from '../errors.ts';

const deriveKey = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

const COST = { N: 2 ** 17, r: 8, p: 1 };
const KEY_BYTES = 32;
const SHORTEST = 8;
const LONGEST = 1000;

/** One derivation holds 128 MiB: more at once, or a longer queue, and logins could be used to take the memory away. */
const AT_ONCE = 2;
const MOST_WAITING = 50;

/** The hash of a chosen password, made before the transaction that keeps it: nobody else writes meanwhile. */
export class HashedPassword {
  readonly hash: string;

  constructor(hash: string) {
    this.hash = hash;
  }
}

/** The hash of a password somebody chose. Throws E_INPUT for one that is too short or no text. */
export async function hashChosenPassword(password: unknown): Promise<string> {
  if (typeof password === 'string' && password.length >= SHORTEST && password.length <= LONGEST) {
    return hashPassword(password);
  }
  throw new OmnicrmError('E_INPUT', `user: password: ${SHORTEST} to ${LONGEST} characters are wanted`);
}

/** A password as it is stored: `scrypt$N$r$p$salt$hash`, salt and hash in base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), hash.toString('base64')].join('$');
}

/** Whether a password is the one that was stored; false for a user without one. Takes the same time either way. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [scheme, N, r, p, salt, hash] = (stored ?? NOBODYS_HASH).split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) return false;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const derived = await derive(password, Buffer.from(salt, 'base64'), cost);
  const expected = Buffer.from(hash, 'base64');
  return derived.length === expected.length && timingSafeEqual(derived, expected) && stored !== null;
}

/** A hash to compare with when there is none, so that its absence does not show in the time taken. */
const NOBODYS_HASH = ['scrypt', COST.N, COST.r, COST.p, 'AAAAAAAAAAAAAAAAAAAAAA==', `${'A'.repeat(43)}=`].join('$');

let running = 0;
const waiting: (() => void)[] = [];

/** Throws E_BUSY when too many wait already. */
async function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  if (waiting.length >= MOST_WAITING) throw new OmnicrmError('E_BUSY', 'too many passwords are being checked at once');
  if (running >= AT_ONCE) await new Promise<void>(resolve => waiting.push(resolve));
  else running++;
  try {
    // scrypt needs 128·N·r bytes; Node refuses above its limit of 32 MiB unless told.
    const options = { ...cost, maxmem: 256 * cost.N * cost.r };
    return await deriveKey(password.normalize('NFKC'), salt, KEY_BYTES, options);
  } finally {
    // Who waits takes the place over; the number of places stays.
    const next = waiting.shift();
    if (next === undefined) running--;
    else next();
  }
}
