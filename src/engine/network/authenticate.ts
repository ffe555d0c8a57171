import type { Dispatcher } from 'undici';
import { parseChallenges } from './challenge.ts';
import { digestHeader, startDigest, type DigestSession } from './digest-auth.ts';
import { CookieJar } from './cookie-jar.ts';
import { exchange } from './exchange.ts';
import { hasHeader, withHeader, type Credentials, type HttpRequest, type HttpResponse } from './http-request.ts';

type Answer =
  | { readonly scheme: 'basic' }
  // Some servers keep the nonce in a cookie that came with it: one goes with the other.
  | { readonly scheme: 'digest'; readonly session: DigestSession; readonly cookies: CookieJar };

// What an origin asked for last, as long as its connections live: later requests need no new challenge.
const remembered = new WeakMap<Dispatcher, Map<string, Answer>>();

/** As `exchange`, and answers a Basic or Digest challenge with the request's credentials (RFC 7617, RFC 7616). */
export function exchangeAuthenticated(
  request: HttpRequest,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const { credentials } = request;
  return credentials === undefined || hasHeader(request.headers, 'authorization')
    ? exchange(request, dispatcher, signal)
    : exchangeWith(credentials, request, dispatcher, signal);
}

async function exchangeWith(
  credentials: Credentials,
  request: HttpRequest,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const answers = answersOf(dispatcher);
  const known = credentials.force ? ({ scheme: 'basic' } as const) : answers.get(credentials.username);
  const response = await exchange(known ? authorized(request, credentials, known) : request, dispatcher, signal);
  if (response.status !== 401 || known?.scheme === 'basic') return response;
  const answer = answerTo(response, request.url);
  if (answer === undefined) return response;
  answers.set(credentials.username, answer);
  return exchange(authorized(request, credentials, answer), dispatcher, signal);
}

function answersOf(dispatcher: Dispatcher): Map<string, Answer> {
  const known = remembered.get(dispatcher);
  if (known !== undefined) return known;
  const answers = new Map<string, Answer>();
  remembered.set(dispatcher, answers);
  return answers;
}

function answerTo(response: HttpResponse, url: URL): Answer | undefined {
  const challenges = parseChallenges(response.headers);
  const session = startDigest(challenges);
  if (session !== undefined) {
    const cookies = new CookieJar();
    cookies.store(response.headers, url);
    return { scheme: 'digest', session, cookies };
  }
  return challenges.some(({ scheme }) => scheme === 'basic') ? { scheme: 'basic' } : undefined;
}

function authorized(request: HttpRequest, credentials: Credentials, answer: Answer): HttpRequest {
  if (answer.scheme === 'basic') {
    return { ...request, headers: withHeader(request.headers, 'Authorization', basicHeader(credentials)) };
  }
  const value = digestHeader(answer.session, credentials, request);
  const headers = withHeader(request.headers, 'Authorization', value);
  return { ...request, headers: withCookies(headers, answer.cookies.headerFor(request.url)) };
}

/** Beside those that the request has by itself. */
function withCookies(headers: ReadonlyMap<string, string>, cookies: string | undefined): ReadonlyMap<string, string> {
  if (cookies === undefined) return headers;
  const own = [...headers].find(([name]) => name.toLowerCase() === 'cookie')?.[1];
  return withHeader(headers, 'Cookie', own === undefined ? cookies : `${own}; ${cookies}`);
}

/** The `Authorization` header of RFC 7617, in UTF-8. */
export function basicHeader({ username, password }: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
