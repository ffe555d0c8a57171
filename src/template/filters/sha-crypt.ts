import { createHash } from 'node:crypto';
import { crypt64, repeatTo } from './crypt64.ts';

type Algorithm = 'sha256' | 'sha512';

const prefixes: Readonly<Record<Algorithm, string>> = { sha256: '$5$', sha512: '$6$' };
const DEFAULT_ROUNDS = 5000;

/** SHA-crypt as its specification (Drepper, 2008) gives it: `$6$rounds=N$salt$hash`, without the rounds when they are 5000. */
export function shaCrypt(algorithm: Algorithm, password: string, salt: string, rounds: number): string {
  const hash = (...parts: readonly Uint8Array[]): Buffer =>
    parts.reduce((state, part) => state.update(part), createHash(algorithm)).digest();
  const [key, saltBytes] = [Buffer.from(password), Buffer.from(salt)];
  const first = startDigest(hash, key, saltBytes);
  const keyRun = repeatTo(hash(...Array.from(key, () => key)), key.length);
  const saltRun = repeatTo(hash(...Array.from({ length: 16 + first[0]! }, () => saltBytes)), saltBytes.length);
  const last = stretch(algorithm, first, keyRun, saltRun, rounds);
  const written = rounds === DEFAULT_ROUNDS ? '' : `rounds=${rounds}$`;
  return `${prefixes[algorithm]}${written}${salt}$${encode(algorithm, last)}`;
}

type Hash = (...parts: readonly Uint8Array[]) => Buffer;

function startDigest(hash: Hash, key: Buffer, salt: Buffer): Buffer {
  const inner = hash(key, salt, key);
  const parts: Uint8Array[] = [key, salt, repeatTo(inner, key.length)];
  for (let bits = key.length; bits > 0; bits >>= 1) parts.push(bits % 2 === 1 ? inner : key);
  return hash(...parts);
}

function stretch(algorithm: Algorithm, first: Buffer, key: Buffer, salt: Buffer, rounds: number): Buffer {
  let state = first;
  for (let i = 0; i < rounds; i++) {
    const digest = createHash(algorithm).update(i % 2 === 1 ? key : state);
    if (i % 3 !== 0) digest.update(salt);
    if (i % 7 !== 0) digest.update(key);
    state = digest.update(i % 2 === 1 ? state : key).digest();
  }
  return state;
}

/** The specification's order of the bytes: three thirds in step, turning at each group. */
function encode(algorithm: Algorithm, bytes: Buffer): string {
  const third = algorithm === 'sha512' ? 21 : 10;
  let group: readonly [number, number, number] = [0, third, 2 * third];
  let text = '';
  for (let i = 0; i < third; i++) {
    const [a, b, c] = group;
    text += crypt64([bytes[a]!, bytes[b]!, bytes[c]!], 4);
    group = algorithm === 'sha512' ? [b + 1, c + 1, a + 1] : [c + 1, a + 1, b + 1];
  }
  return text + (algorithm === 'sha512' ? crypt64([0, 0, bytes[63]!], 2) : crypt64([0, bytes[31]!, bytes[30]!], 3));
}
