/** Where a sealer finds its keys: in a file that other processes may rotate, or in memory. */
import { OmnicrmError } from '../../errors.ts';
import { makeKeyFile, newKeys, readKeyFile, stampOf, type SealKeys } from './key-file.ts';
import type { SealKey } from './sealed-text.ts';

export interface KeyRing {
  /** The keys as they are now: what is sealed, is sealed with the first. Throws E_SEAL, E_CONFIG or E_CREATE. */
  current(): SealKeys;
  /** The key with an id; undefined when there is none (any more). Throws E_CONFIG. */
  find(id: string): SealKey | undefined;
  /** Where the keys are, in words for an error. */
  readonly place: string;
}

/**
 * The ring of a key file. The file is read when first needed and again when it changed; when there is none it is made,
 * unless `holdsSealed` says that the database was sealed with the one that is missing.
 */
export function fileKeyRing(file: string, holdsSealed: () => boolean): KeyRing {
  let known: SealKeys | undefined;
  let stamp: string | undefined;
  // A row that was read before a rotation is opened after it.
  const seen = new Map<string, SealKey>();
  const refresh = (): SealKeys | undefined => {
    const now = stampOf(file);
    if (now === undefined || now !== stamp) known = readKeyFile(file);
    stamp = now;
    for (const key of known?.keys ?? []) seen.set(key.id, key);
    return known;
  };
  const make = (): SealKeys => {
    if (holdsSealed()) throw missing(file);
    return makeKeyFile(file);
  };
  return {
    current: () => refresh() ?? make(),
    find: id => seen.get(id) ?? (refresh(), seen.get(id)),
    place: file,
  };
}

const memoryKeys = newKeys();

/** The ring of this process, gone with it: for databases that are opened without a key file. */
export const memoryKeyRing: KeyRing = {
  current: () => memoryKeys,
  find: id => memoryKeys.keys.find(key => key.id === id),
  place: 'memory',
};

function missing(file: string): OmnicrmError {
  return new OmnicrmError('E_SEAL', `the database holds sealed text and the file of its keys is missing: ${file}`, {
    hint: 'put the file back, or name it by sealing.key_file',
  });
}
