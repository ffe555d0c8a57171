import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** How a random secret is kept: SHA-256 in hex. What people choose goes through `hashPassword` instead. */
export function secretDigest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Whether a secret is the one of a digest, in a time that does not tell how much of it is right. */
export function matchesDigest(secret: string, digest: string): boolean {
  return timingSafeEqual(Buffer.from(secretDigest(secret)), Buffer.from(digest.padEnd(64).slice(0, 64)));
}

/** A secret nobody can guess: 256 random bits, URL-safe. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
