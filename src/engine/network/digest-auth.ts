import { createHash, randomBytes } from 'node:crypto';
import type { Challenge } from './challenge.ts';
import type { Credentials, HttpRequest } from './http-request.ts';

/** A nonce in use: each request under it carries the next count. */
export interface DigestSession {
  readonly challenge: Challenge;
  readonly algorithm: DigestAlgorithm;
  /** One for all counts: a `-sess` server makes the session's key of the first (RFC 7616 §3.4.2). */
  readonly cnonce: string;
  count: number;
}

interface DigestAlgorithm {
  readonly name: string;
  readonly hash: string;
  readonly session: boolean;
}

const HASHES: readonly (readonly [name: string, hash: string])[] = [
  ['SHA-512-256', 'sha512-256'],
  ['SHA-256', 'sha256'],
  ['MD5', 'md5'],
];

/** The strongest Digest challenge that can be answered, as a new session; undefined where there is none. */
export function startDigest(challenges: readonly Challenge[]): DigestSession | undefined {
  for (const [name, hash] of HASHES) {
    const challenge = challenges.find(each => each.scheme === 'digest' && baseAlgorithm(each) === name && usable(each));
    if (challenge === undefined) continue;
    const algorithm = { name: algorithmOf(challenge), hash, session: isSession(challenge) };
    return { challenge, algorithm, cnonce: randomBytes(8).toString('hex'), count: 0 };
  }
  return undefined;
}

function algorithmOf({ parameters }: Challenge): string {
  return parameters.get('algorithm') ?? 'MD5';
}

function isSession(challenge: Challenge): boolean {
  return /-sess$/i.test(algorithmOf(challenge));
}

function baseAlgorithm(challenge: Challenge): string {
  return algorithmOf(challenge)
    .replace(/-sess$/i, '')
    .toUpperCase();
}

function usable({ parameters }: Challenge): boolean {
  const qop = parameters.get('qop');
  return parameters.has('nonce') && (qop === undefined || offersAuth(qop));
}

function offersAuth(qop: string): boolean {
  return qop.split(',').some(word => word.trim() === 'auth');
}

/** The `Authorization` header for one request under the session's nonce (RFC 7616 §3.4; without qop RFC 2069), in UTF-8. */
export function digestHeader(session: DigestSession, credentials: Credentials, request: HttpRequest): string {
  const { parameters } = session.challenge;
  const { algorithm, cnonce } = session;
  const [realm, nonce] = [parameters.get('realm') ?? '', parameters.get('nonce')!];
  const uri = request.url.pathname + request.url.search;
  const count = (++session.count).toString(16).padStart(8, '0');
  const hash = (...parts: string[]): string => createHash(algorithm.hash).update(parts.join(':')).digest('hex');
  const secret = hash(credentials.username, realm, credentials.password);
  const user = algorithm.session ? hash(secret, nonce, cnonce) : secret;
  const what = hash(request.method, uri);
  const withQop = parameters.has('qop');
  const response = withQop ? hash(user, nonce, count, cnonce, 'auth', what) : hash(user, nonce, what);
  const opaque = parameters.get('opaque');
  const parts = [
    `Digest username=${quoted(credentials.username)}, realm=${quoted(realm)}, nonce=${quoted(nonce)}, uri=${quoted(uri)}`,
    `response="${response}"`,
    ...(parameters.has('algorithm') ? [`algorithm=${algorithm.name}`] : []),
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    ...(withQop || algorithm.session ? [`cnonce="${cnonce}"`] : []),
    ...(withQop ? [`qop=auth, nc=${count}`] : []),
  ];
  return Buffer.from(parts.join(', ')).toString('latin1');
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
