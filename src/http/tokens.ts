import { OmnicrmError } from '../errors.ts';
import type { RunScope } from '../provisioning/context.ts';

/** Who a token speaks for. */
export interface TokenClaims {
  readonly userId: number;
  /** The login it came from; its end ends the token. */
  readonly sessionId?: string | undefined;
  /** Set for the token of a run: it may touch only what that order owns. */
  readonly run?: RunScope | undefined;
}

interface TokenRequest extends TokenClaims {
  /** Default: the issuer's. */
  readonly lifetimeSeconds?: number | undefined;
}

/** Short-lived tokens that open no door: what each is good for. */
const tickets = {
  /** It stands between a right password and the second factor. */
  secondFactor: { audience: 'omnicrm:second-factor', seconds: 300 },
  passwordReset: { audience: 'omnicrm:password-reset', seconds: 1800 },
} as const;

export interface Ticket {
  readonly userId: number;
  /** The user's `passwordMark`: with another the ticket is worth nothing. */
  readonly mark: string;
  /** Whether the session will live longer. */
  readonly remember?: boolean | undefined;
}

/** Bearer tokens of this installation: JWT, HS256. */
export interface Tokens {
  /** How long a token lives that does not say otherwise. */
  readonly lifetimeSeconds: number;
  issueToken(request: TokenRequest): Promise<string>;
  /** Throws E_UNAUTHENTICATED for a token that is forged, expired, or made for something else. */
  verifyToken(token: string): Promise<TokenClaims>;
  issueTicket(purpose: keyof typeof tickets, ticket: Ticket): Promise<string>;
  /** Throws E_UNAUTHENTICATED as `verifyToken` does. */
  verifyTicket(purpose: keyof typeof tickets, token: string): Promise<Ticket>;
}

const ISSUER = 'omnicrm';
const AUDIENCE = 'omnicrm:crm';

/** An issuer and checker of tokens over one secret (at least 32 characters, else E_CONFIG). */
export function createTokens(options: { secret: string; lifetimeSeconds?: number }): Tokens {
  if (options.secret.length < 32) {
    throw new OmnicrmError('E_CONFIG', 'jwt.secret is too short', { hint: 'use at least 32 random characters' });
  }
  const key = new TextEncoder().encode(options.secret);
  const { lifetimeSeconds = 1800 } = options;
  const known: Known = new Map();
  return {
    lifetimeSeconds,
    issueToken: request =>
      sign(
        key,
        AUDIENCE,
        { ...request, lifetimeSeconds: request.lifetimeSeconds ?? lifetimeSeconds },
        claimsOf(request),
      ),
    verifyToken: token => verifiedOnce(known, token, () => verify(key, AUDIENCE, token)),
    issueTicket: (purpose, { userId, ...claims }) => {
      const { audience, seconds } = tickets[purpose];
      return sign(key, audience, { userId, lifetimeSeconds: seconds }, claims);
    },
    verifyTicket: async (purpose, token) => {
      const { sub, mark, remember } = await verify(key, tickets[purpose].audience, token);
      return { userId: Number(sub), mark: String(mark), remember: remember === true };
    },
  };
}

/** Tokens whose signature was found right, with what they say and when they end: a client shows the same one for minutes. */
type Known = Map<string, { readonly claims: TokenClaims; readonly ends: number }>;

const MOST_KNOWN = 5000;

async function verifiedOnce(known: Known, token: string, check: () => Promise<Payload>): Promise<TokenClaims> {
  const before = known.get(token);
  if (before !== undefined && before.ends > Date.now()) return before.claims;
  known.delete(token);
  const payload = await check();
  const claims = tokenClaims(payload);
  const [oldest] = known.keys();
  if (known.size >= MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  known.set(token, { claims, ends: Number(payload['exp']) * 1000 });
  return claims;
}

type Payload = Readonly<Record<string, unknown>>;

function claimsOf({ sessionId, run }: TokenClaims): Record<string, unknown> {
  return { ...(sessionId === undefined ? {} : { sid: sessionId }), ...(run === undefined ? {} : { run: { ...run } }) };
}

/** What we signed ourselves has the shape we gave it. */
function tokenClaims(payload: Payload): TokenClaims {
  const { sub, sid, run } = payload;
  return {
    userId: Number(sub),
    ...(typeof sid === 'string' ? { sessionId: sid } : {}),
    ...(run === undefined ? {} : { run: run as RunScope }),
  };
}

async function sign(
  key: Uint8Array,
  audience: string,
  { userId, lifetimeSeconds }: { readonly userId: number; readonly lifetimeSeconds: number },
  claims: Record<string, unknown>,
): Promise<string> {
  const { SignJWT } = await import('jose');
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(ISSUER)
    .setAudience(audience)
    .setSubject(String(userId))
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + lifetimeSeconds)
    .sign(key);
}

async function verify(key: Uint8Array, audience: string, token: string): Promise<Payload> {
  const { jwtVerify, errors } = await import('jose');
  try {
    const options = { algorithms: ['HS256'], issuer: ISSUER, audience, requiredClaims: ['sub', 'exp'] };
    return (await jwtVerify(token, key, options)).payload;
  } catch (cause) {
    const expired = cause instanceof errors.JWTExpired;
    throw new OmnicrmError('E_UNAUTHENTICATED', expired ? 'the token has expired' : 'the token is not valid', {
      cause,
    });
  }
}
