import { withoutHeaders, type HttpRequest, type HttpResponse, type RedirectPolicy } from './http-request.ts';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const CONTENT_HEADERS: ReadonlySet<string> = new Set(['content-type', 'content-encoding', 'transfer-encoding']);
const SECRET_HEADERS: ReadonlySet<string> = new Set(['authorization', 'cookie']);

/**
 * The request that follows a redirect, or undefined where the policy does not follow it (or there is nowhere to go).
 * 303, 302 and a POST's 301 turn into a GET without body; 307 and 308 repeat the request. Another origin gets neither
 * credentials nor cookies.
 */
export function redirectedRequest(request: HttpRequest, response: HttpResponse): HttpRequest | undefined {
  const target = redirectTarget(request, response);
  if (target === undefined || !follows(request.redirects, request.method, response.status)) return undefined;
  const method = nextMethod(request.method, response.status);
  const dropped = new Set(request.unredirected);
  if (method !== request.method) CONTENT_HEADERS.forEach(name => dropped.add(name));
  const foreign = target.origin !== request.url.origin;
  if (foreign) SECRET_HEADERS.forEach(name => dropped.add(name));
  return {
    ...request,
    method,
    url: target,
    headers: withoutHeaders(request.headers, dropped),
    body: method === request.method ? request.body : null,
    credentials: foreign ? undefined : request.credentials,
  };
}

function redirectTarget(request: HttpRequest, response: HttpResponse): URL | undefined {
  const { location } = response.headers;
  if (!REDIRECTS.has(response.status) || typeof location !== 'string' || !URL.canParse(location, request.url.href))
    return undefined;
  const target = new URL(location, request.url);
  return /^https?:$/.test(target.protocol) ? target : undefined;
}

function follows(policy: RedirectPolicy, method: string, status: number): boolean {
  const safe = method === 'GET' || method === 'HEAD';
  const followed: Record<RedirectPolicy, boolean> = {
    none: false,
    all: true,
    safe,
    urllib2: safe || (method === 'POST' && status <= 303),
  };
  return followed[policy];
}

function nextMethod(method: string, status: number): string {
  if (method === 'HEAD') return method;
  return status === 303 || status === 302 || (status === 301 && method === 'POST') ? 'GET' : method;
}
