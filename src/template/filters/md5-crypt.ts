import { createHash } from 'node:crypto';
import { crypt64, repeatTo } from './crypt64.ts';

const ROUNDS = 1000;

/** The MD5 scheme of crypt(3) (Kamp, FreeBSD): `$1$salt$hash`. */
export function md5Crypt(password: string, salt: string): string {
  const [key, saltBytes] = [Buffer.from(password), Buffer.from(salt)];
  let state = startDigest(key, saltBytes);
  for (let i = 0; i < ROUNDS; i++) {
    const parts = [i % 2 === 1 ? key : state];
    if (i % 3 !== 0) parts.push(saltBytes);
    if (i % 7 !== 0) parts.push(key);
    state = md5([...parts, i % 2 === 1 ? state : key]);
  }
  return `$1$${salt}$${encode(state)}`;
}

function startDigest(key: Buffer, salt: Buffer): Buffer {
  const inner = md5([key, salt, key]);
  const parts = [key, Buffer.from('$1$'), salt, repeatTo(inner, key.length)];
  for (let bits = key.length; bits > 0; bits >>= 1) parts.push(bits % 2 === 1 ? Buffer.of(0) : key.subarray(0, 1));
  return md5(parts);
}

function md5(parts: readonly Buffer[]): Buffer {
  return createHash('md5').update(Buffer.concat(parts)).digest();
}

function encode(bytes: Buffer): string {
  const groups = [0, 1, 2, 3, 4].map(i => crypt64([bytes[i]!, bytes[i + 6]!, bytes[i === 4 ? 5 : i + 12]!], 4));
  return groups.join('') + crypt64([0, 0, bytes[11]!], 2);
}
