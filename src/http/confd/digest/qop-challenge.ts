import { randomBytes } from 'node:crypto';
import type { Challenge } from './challenge.ts';
import { REALM } from './digest-response.ts';
import { Nonces } from './nonces.ts';

/** RFC 2617 with `qop="auth"`: bound to no cookie, nothing can be sent twice. An answer without qop is taken once a nonce. */
export function qopChallenge(now: () => Date): Challenge {
  const nonces = new Nonces(now);
  const opaque = randomBytes(16).toString('hex');
  return {
    headers: isStale => {
      const stale = isStale ? ', stale=true' : '';
      const challenge = `Digest realm="${REALM}", nonce="${nonces.issue()}", opaque="${opaque}", algorithm=MD5, qop="auth"`;
      return { 'www-authenticate': challenge + stale };
    },
    accepts: ({ nonce = '', opaque: given, qop, nc = '', cnonce = '' }) => {
      if (given !== undefined && given !== opaque) return false;
      if (qop === undefined) return nonces.use(nonce, 'without qop');
      return qop === 'auth' && cnonce !== '' && /^[0-9a-f]{8}$/i.test(nc) && nonces.use(nonce, nc.toLowerCase());
    },
  };
}
