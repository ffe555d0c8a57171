import { exchangeAuthenticated } from './authenticate.ts';
import { CookieJar } from './cookie-jar.ts';
import { hasHeader, withHeader } from './http-request.ts';
import type { HttpAnswer, HttpConnections, HttpRequest, HttpResponse } from './http-request.ts';
import { redirectedRequest } from './redirect.ts';

// Python's limits: so many redirects in all, and so many to one place.
const MAX_REDIRECTS = 10;
const MAX_VISITS = 4;

/**
 * Sends a request and follows redirects as its policy says. Any status is an answer.
 * Throws TimedOut or undici's errors where there was none; `connectionProblem` words them.
 */
export async function sendRequest(first: HttpRequest, connections: HttpConnections): Promise<HttpAnswer> {
  const jar = new CookieJar();
  let visits: Map<string, number> | undefined;
  let request = first;
  for (let followed = 0; ; followed++) {
    const response = await sendOne(withCookies(request, jar), connections);
    jar.store(response.headers, request.url);
    const next = redirectedRequest(request, response);
    if (next === undefined) return { ...response, url: request.url, redirected: followed > 0, cookies: jar.values() };
    visits ??= new Map();
    const visited = (visits.get(next.url.href) ?? 0) + 1;
    visits.set(next.url.href, visited);
    if (visited > MAX_VISITS || followed >= MAX_REDIRECTS) return endless(response, request, jar);
    request = next;
  }
}

function sendOne(request: HttpRequest, connections: HttpConnections): Promise<HttpResponse> {
  const dispatcher = connections.dispatcherFor(request.url.origin, request.tls);
  return exchangeAuthenticated(request, dispatcher, connections.signal);
}

function withCookies(request: HttpRequest, jar: CookieJar): HttpRequest {
  const cookies = jar.headerFor(request.url);
  if (cookies === undefined || hasHeader(request.headers, 'cookie')) return request;
  return { ...request, headers: withHeader(request.headers, 'Cookie', cookies) };
}

function endless(response: HttpResponse, request: HttpRequest, jar: CookieJar): HttpAnswer {
  const reason = `the redirects lead in a circle or never end; the last one said: ${response.reason}`;
  return { ...response, reason, url: request.url, redirected: false, cookies: jar.values() };
}
