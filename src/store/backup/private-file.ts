import { chmodSync, closeSync, fsyncSync, openSync } from 'node:fs';
import { OmnicrmError } from '../../errors.ts';

/** Makes an empty file that only its owner can read. Throws E_CREATE. */
export function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
    chmodSync(file, 0o600);
  } catch (cause) {
    throw new OmnicrmError('E_CREATE', `the file cannot be made: ${file}`, {
      hint: 'check that its folder exists and can be written',
      cause,
    });
  }
}

/** What stands in a file, or the names in a folder, survive a loss of power from here on. */
export function sync(file: string): void {
  const descriptor = openSync(file, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
