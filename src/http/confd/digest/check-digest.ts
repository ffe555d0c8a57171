import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { targetOf } from '../target.ts';
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
  const ha1 = ha1Of(given['username'] ?? '', accounts);
  const right = digestResponse(ha1 ?? nobody, method, given);
  const isRight = isEqual(given['response'] ?? '', right) && ha1 !== undefined;
  if (
    !isRight ||
    targetOf(given['uri'] ?? '') !== targetOf(url) ||
    (given['algorithm'] ?? 'MD5').toUpperCase() !== 'MD5'
  )
    return 'wrong';
  return challenge.accepts(given, headers) ? 'good' : 'stale';
}

/** Headers come as Latin-1; some clients send the login in UTF-8. */
function ha1Of(login: string, accounts: Accounts): string | undefined {
  return accounts.get(login) ?? accounts.get(Buffer.from(login, 'latin1').toString());
}

function isEqual(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given.toLowerCase()), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
