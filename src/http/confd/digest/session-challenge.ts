import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Challenge } from './challenge.ts';
import { REALM } from './digest-response.ts';

/**
 * The challenge of 2015 (RFC 2069), for clients that know no other: the nonce lives in a signed session cookie until the
 * process ends, and who holds both may send a request again.
 */
export function sessionChallenge(): Challenge {
  const key = randomBytes(32);
  const sign = (text: string): string => createHmac('sha256', key).update(text).digest('hex');
  return {
    headers: () => {
      const [nonce, opaque] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
      const text = `${nonce}.${opaque}`;
      return {
        'www-authenticate': `Digest realm="${REALM}",nonce="${nonce}",opaque="${opaque}"`,
        'set-cookie': `session=${text}.${sign(text)}; HttpOnly; Path=/`,
      };
    },
    accepts: ({ nonce = '', opaque = '' }, { cookie = '' }) => {
      const session = /(?:^|;\s*)session=([^;\s]+)/.exec(cookie)?.[1] ?? '';
      const text = `${nonce}.${opaque}`;
      const [given, right] = [Buffer.from(session), Buffer.from(`${text}.${sign(text)}`)];
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}
