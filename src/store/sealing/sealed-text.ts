/** The form of a sealed text: `sealed:<key id>:<base64url of iv, tag and ciphertext>`, AES-256-GCM. */
import { createCipheriv, createDecipheriv, randomBytes, randomFillSync } from 'node:crypto';

/** One key of the ring. */
export interface SealKey {
  /** Eight hex digits, part of every text sealed with it. */
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Buffer;
  /** ISO moment. */
  readonly created: string;
}

const CIPHER = 'aes-256-gcm';
const IV_LENGTH = 12;
const TAG_LENGTH = 16;
/** The shortest sealed text (of '') has 38 letters after its key id. */
const SEALED = /^sealed:([0-9a-f]{8}):([\w-]{38,})$/;

/** A new random key. */
export function newKey(): SealKey {
  return { id: randomBytes(4).toString('hex'), bytes: randomBytes(32), created: new Date().toISOString() };
}

/** Seals with a fresh random IV: the same text never looks the same twice. */
export function sealText(key: SealKey, text: string): string {
  const iv = drawIv();
  const cipher = createCipheriv(CIPHER, key.bytes, iv).setAAD(Buffer.from(key.id));
  const body = cipher.update(text, 'utf8');
  // This cipher holds nothing back for the end.
  cipher.final();
  return `sealed:${key.id}:${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
}

/** Random bytes are drawn for many texts at once: asking for them costs more than they do. */
const drawn = Buffer.alloc(IV_LENGTH * 256);
let used = drawn.length;

function drawIv(): Buffer {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  used += IV_LENGTH;
  return drawn.subarray(used - IV_LENGTH, used);
}

/** The text as it was. Throws node's own error when the key is another or the text was changed. */
export function openText(key: SealKey, sealed: string): string {
  const bytes = Buffer.from(sealed.slice(sealed.lastIndexOf(':') + 1), 'base64url');
  const decipher = createDecipheriv(CIPHER, key.bytes, bytes.subarray(0, IV_LENGTH));
  decipher.setAAD(Buffer.from(key.id)).setAuthTag(bytes.subarray(IV_LENGTH, IV_LENGTH + TAG_LENGTH));
  const body = decipher.update(bytes.subarray(IV_LENGTH + TAG_LENGTH));
  return Buffer.concat([body, decipher.final()]).toString('utf8');
}

/** The id of the key that sealed a text; undefined for a text that is not sealed. */
export function keyIdOf(text: string): string | undefined {
  return text.startsWith('sealed:') ? SEALED.exec(text)?.[1] : undefined;
}
