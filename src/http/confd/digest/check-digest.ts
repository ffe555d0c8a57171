import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Challenge } from './challenge.ts';
import { digestResponse } from './digest-response.ts';
import { parseDigest } from './parse-digest.ts';

/** What came of a request's digest; `stale`: right, but its nonce is used up. */
export type DigestVerdict = 'good' | 'stale' | 'wrong';

/** HA1 by login. */
export type Accounts = ReadonlyMap<string, string>;

/** Unknown logins cost as much as wrong passwords. */
const nobody = randomBytes(16).toString('hex');

/** Whether a request was sent by one of the accounts, for this very method and target. */
export function checkDigest(
  { method = '', url = '', headers }: IncomingMessage,
  accounts: Accounts,
  challenge: Challenge,
): DigestVerdict {
  const given = parseDigest(headers.authorization);
  if (given === undefined || given['nonce'] === undefined) return 'wrong';
  const ha1 = accounts.get(given['username'] ?? '');
  const right = digestResponse(ha1 ?? nobody, method, given);
  const isRight = isEqual(given['response'] ?? '', right) && ha1 !== undefined;
  if (!isRight || !isTarget(given['uri'] ?? '', url) || (given['algorithm'] ?? 'MD5').toUpperCase() !== 'MD5')
    return 'wrong';
  return challenge.accepts(given, headers) ? 'good' : 'stale';
}

/** As received, not decoded; proxies may have been given the absolute form. */
function isTarget(uri: string, url: string): boolean {
  return uri === url || uri.replace(/^https?:\/\/[^/]*/i, '') === url;
}

function isEqual(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given.toLowerCase()), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
