import { readFileSync } from 'node:fs';
import { isVault, openVault } from './keyring.ts';

/** The bytes of a file, of a vaulted one what is in it. Errors of the system as they are; E_NOT_ALLOWED for a vault that no secret opens. */
export function readPlainFile(path: string): Buffer {
  const bytes = readFileSync(path);
  return isVault(bytes) ? openVault(bytes.toString('latin1'), { file: path, line: 1, column: 1 }) : bytes;
}

/** Whether a vault lies there. */
export function isVaultedFile(path: string): boolean {
  return isVault(readFileSync(path));
}

/** The same as text. */
export function readPlainText(path: string): string {
  return readPlainFile(path).toString('utf8');
}
