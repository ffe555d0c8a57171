/** The file format of Ansible Vault, versions 1.1 and 1.2: AES-256-CTR with an HMAC, keys by PBKDF2. */
import { createCipheriv, createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { fail } from '../fail.ts';

const ITERATIONS = 10_000;
const BLOCK = 16;
const LINE = 80;

/** Whether the text is one that a vault wrote. */
export function isVaulted(text: string): boolean {
  return text.startsWith('$ANSIBLE_VAULT');
}

/** The text encrypted; labelled with the vault's name unless it is `default`. */
export function encryptVault(plain: Uint8Array, secret: string, salt: Uint8Array, vaultId: string): string {
  const keys = deriveKeys(secret, salt);
  const cipher = createCipheriv('aes-256-ctr', keys.cipher, keys.iv);
  const body = Buffer.concat([cipher.update(padded(plain)), cipher.final()]);
  const parts = [Buffer.from(salt), digest(keys.hmac, body), body].map(part => part.toString('hex'));
  const hex = Buffer.from(parts.join('\n')).toString('hex');
  const header = vaultId === 'default' ? '$ANSIBLE_VAULT;1.1;AES256' : `$ANSIBLE_VAULT;1.2;AES256;${vaultId}`;
  return `${[header, ...(hex.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [])].join('\n')}\n`;
}

/** The plain bytes; an error for a wrong secret or a damaged text. */
export function decryptVault(vaulted: string, secret: string): Buffer {
  const [header = '', ...lines] = vaulted.trim().split(/\s+/);
  if (!/^\$ANSIBLE_VAULT;1\.[12];AES256(?:;|$)/.test(header))
    fail('value', `vaults of the form '${header}' are not known`);
  const parts = Buffer.from(lines.join(''), 'hex').toString('latin1').split('\n');
  const [salt, mac, body] = parts.map(part => Buffer.from(part, 'hex'));
  if (salt === undefined || mac === undefined || body === undefined) return fail('value', 'the vault is damaged');
  const keys = deriveKeys(secret, salt);
  const expected = digest(keys.hmac, body);
  if (mac.length !== expected.length || !timingSafeEqual(mac, expected))
    fail('value', 'the secret does not open the vault');
  const decipher = createDecipheriv('aes-256-ctr', keys.cipher, keys.iv);
  const plain = Buffer.concat([decipher.update(body), decipher.final()]);
  return plain.subarray(0, plain.length - (plain.at(-1) ?? 0));
}

function deriveKeys(secret: string, salt: Uint8Array): { cipher: Buffer; hmac: Buffer; iv: Buffer } {
  const key = pbkdf2Sync(secret, salt, ITERATIONS, 80, 'sha256');
  return { cipher: key.subarray(0, 32), hmac: key.subarray(32, 64), iv: key.subarray(64) };
}

function digest(key: Buffer, body: Buffer): Buffer {
  return createHmac('sha256', key).update(body).digest();
}

/** PKCS#7: always at least one byte, each telling how many there are. */
function padded(plain: Uint8Array): Buffer {
  const count = BLOCK - (plain.length % BLOCK);
  return Buffer.concat([plain, Buffer.alloc(count, count)]);
}
