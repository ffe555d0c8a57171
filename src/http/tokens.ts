import { OmnicrmError } from '../errors.ts';
import type { RunScope } from '../provisioning/context.ts';

/** Who a token speaks for. */
export interface TokenClaims {
  readonly userId: number;
  /** Set for the token of a run: it may touch only what that order owns. */
  readonly run?: RunScope | undefined;
}

interface TokenRequest extends TokenClaims {
  /** Default: the issuer's. */
  readonly lifetimeSeconds?: number | undefined;
}

/** Bearer tokens of this installation: JWT, HS256. */
export interface Tokens {
  issueToken(request: TokenRequest): Promise<string>;
  /** Throws E_UNAUTHENTICATED for a token that is forged, expired, or made for something else. */
  verifyToken(token: string): Promise<TokenClaims>;
}

const ISSUER = 'omnicrm';
const AUDIENCE = 'omnicrm:crm';

/** An issuer and checker of tokens over one secret (at least 32 characters, else E_CONFIG). */
export function createTokens(options: { secret: string; lifetimeSeconds?: number }): Tokens {
  if (options.secret.length < 32) {
    throw new OmnicrmError('E_CONFIG', 'jwt.secret is too short', { hint: 'use at least 32 random characters' });
  }
  const key = new TextEncoder().encode(options.secret);
  return {
    issueToken: request => sign(key, request, options.lifetimeSeconds ?? 1800),
    verifyToken: token => verify(key, token),
  };
}

async function sign(key: Uint8Array, request: TokenRequest, lifetimeSeconds: number): Promise<string> {
  const { SignJWT } = await import('jose');
  const seconds = request.lifetimeSeconds ?? lifetimeSeconds;
  return new SignJWT(request.run === undefined ? {} : { run: { ...request.run } })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(String(request.userId))
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(key);
}

async function verify(key: Uint8Array, token: string): Promise<TokenClaims> {
  const { jwtVerify, errors } = await import('jose');
  try {
    const options = { algorithms: ['HS256'], issuer: ISSUER, audience: AUDIENCE, requiredClaims: ['sub', 'exp'] };
    const { payload } = await jwtVerify(token, key, options);
    const run = payload['run'];
    return { userId: Number(payload.sub), ...(run === undefined ? {} : { run: run as RunScope }) };
  } catch (cause) {
    const expired = cause instanceof errors.JWTExpired;
    throw new OmnicrmError('E_UNAUTHENTICATED', expired ? 'the token has expired' : 'the token is not valid', {
      cause,
    });
  }
}
