/** The secrets that vaults are opened with: one ring for the process, filled before anything is read. */
import { OmnicrmError, type Where } from '../../errors.ts';
import { decryptVault } from '../../template/filters/vault-cipher.ts';
import { TemplateError } from '../../template/index.ts';

export interface VaultSecret {
  readonly id: string;
  readonly secret: string;
}

let ring: readonly VaultSecret[] = [];
/** Only the secret of the id that a vault names is tried. */
let matchIds = false;
const opened = new Map<string, Buffer>();

/** Puts secrets on the ring in place of those that were there. */
export function useVaultSecrets(secrets: readonly VaultSecret[], onlyMatching = false): void {
  ring = secrets;
  matchIds = onlyMatching;
  opened.clear();
}

const mark = '$ANSIBLE_VAULT;';

/** Whether a file's bytes are a vault. */
export function isVault(bytes: Buffer): boolean {
  return bytes.subarray(0, mark.length).toString('latin1') === mark;
}

/** The plain bytes of a vault; E_NOT_ALLOWED (exit 1) when no secret opens it. Nothing of it is in the error. */
export function openVault(vaulted: string, where?: Where): Buffer {
  const known = opened.get(vaulted);
  if (known !== undefined) return known;
  for (const { secret } of secretsFor(vaulted)) {
    const plain = tryOpen(vaulted, secret);
    if (plain === undefined) continue;
    opened.set(vaulted, plain);
    return plain;
  }
  throw notOpened(where);
}

/** The same, or undefined: a value that no secret opens is an error only where it is used. */
export function openVaultedText(vaulted: string): string | undefined {
  try {
    return openVault(vaulted).toString('utf8');
  } catch (error) {
    if (error instanceof OmnicrmError) return undefined;
    throw error;
  }
}

/** The secret of the vault's own id first, then the others. */
function secretsFor(vaulted: string): VaultSecret[] {
  const id = vaulted.split('\n', 1)[0]?.trim().split(';')[3];
  const own = ring.filter(each => each.id === id);
  if (matchIds && id !== undefined) return own;
  return [...own, ...ring.filter(each => each.id !== id)];
}

function tryOpen(vaulted: string, secret: string): Buffer | undefined {
  try {
    return decryptVault(vaulted, secret);
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}

function notOpened(where: Where | undefined): OmnicrmError {
  const message =
    ring.length === 0
      ? 'Attempting to decrypt but no vault secrets found'
      : 'Decryption failed: none of the vault secrets given opens this vault';
  return new OmnicrmError('E_NOT_ALLOWED', message, {
    where,
    hint: 'Give the file of its password with --vault-password-file FILE or --vault-id ID@FILE',
    details: { exitCode: 1 },
  });
}
