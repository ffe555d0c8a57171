/** Seals the secrets of the database: what stands in its file can only be read with a key that is kept elsewhere. */
import { createHmac } from 'node:crypto';
import { OmnicrmError } from '../errors.ts';
import type { Database } from './schema.ts';
import type { KeyRing } from './sealing/key-ring.ts';
import { keyIdOf, openText, sealText } from './sealing/sealed-text.ts';

export interface Sealer {
  /**
   * `sealed:<key id>:…` with the newest key. Seal inside the transaction that writes the text: `key rotate` drops an old
   * key when, holding the write lock, it finds nothing under it. Throws E_SEAL, E_CONFIG, E_CREATE.
   */
  seal(text: string): string;
  /** The text as it was; one that is not sealed (of a row from before) comes back as it is. Throws E_SEAL, E_CONFIG. */
  open(sealed: string): string;
  isSealed(text: string): boolean;
  /** A keyed digest, equal for equal texts and the same after `key rotate`: to find a secret without opening any. */
  fingerprint(text: string): string;
  /** The same for the time of a transaction: the keys change under the write lock only, and are looked for once. */
  forTransaction(): Sealer;
}

/** A sealer over the keys of a ring. */
export function createSealer(ring: KeyRing): Sealer {
  return {
    seal: text => sealText(ring.current().keys[0], text),
    open: text => openWith(ring, text),
    isSealed: text => keyIdOf(text) !== undefined,
    fingerprint: text => `hmac:${createHmac('sha256', ring.current().lookup).update(text).digest('base64url')}`,
    forTransaction: () => createSealer(standing(ring)),
  };
}

function standing(ring: KeyRing): KeyRing {
  let keys: ReturnType<KeyRing['current']> | undefined;
  return { ...ring, current: () => (keys ??= ring.current()) };
}

const sealers = new WeakMap<Database, Sealer>();

/** The sealer of an open database or of a transaction on it. */
export function sealerOf(db: Database): Sealer {
  const sealer = sealers.get(db);
  if (sealer === undefined) throw new OmnicrmError('E_INTERNAL', 'the database was opened without a sealer');
  return sealer;
}

/** For those who open databases and transactions: gives one its sealer. */
export function giveSealer<Opened extends Database>(db: Opened, sealer: Sealer): Opened {
  sealers.set(db, sealer);
  return db;
}

function openWith(ring: KeyRing, text: string): string {
  const id = keyIdOf(text);
  if (id === undefined) return text;
  const key = ring.find(id);
  if (key === undefined) throw cannotOpen(`there is no key ${id} (${ring.place})`);
  try {
    return openText(key, text);
  } catch (cause) {
    throw cannotOpen(`it was changed, or ${id} is another key (${ring.place})`, cause);
  }
}

function cannotOpen(why: string, cause?: unknown): OmnicrmError {
  return new OmnicrmError('E_SEAL', `sealed text cannot be opened: ${why}`, {
    hint: 'put back the key file this database was sealed with; sealing.key_file names it',
    cause,
  });
}
