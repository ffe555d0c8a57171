import type { Dispatcher } from 'undici';
import type { TlsOptions } from '../module.ts';

/** Which redirects are followed: `safe` those of GET and HEAD, `urllib2` those which Python follows. */
export type RedirectPolicy = 'all' | 'none' | 'safe' | 'urllib2';

export interface Credentials {
  readonly username: string;
  readonly password: string;
  /** Send them with the first request instead of waiting for a challenge. */
  readonly force: boolean;
}

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  /** By the name as written; no two names differ in case only. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string | Buffer | null;
  /** Milliseconds without an answer, or without more of it, until the call is given up. */
  readonly timeoutMs: number;
  readonly redirects: RedirectPolicy;
  readonly credentials?: Credentials | undefined;
  /** Lower-case names of headers which redirected requests do not carry. */
  readonly unredirected: ReadonlySet<string>;
  readonly decompress: boolean;
  readonly tls?: TlsOptions | undefined;
}

export type ResponseHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One HTTP answer, read to its end. */
export interface HttpResponse {
  readonly status: number;
  readonly reason: string;
  readonly headers: ResponseHeaders;
  readonly body: Buffer;
}

/** What came of a request and the redirects after it. */
export interface HttpAnswer extends HttpResponse {
  /** Where it ended. */
  readonly url: URL;
  readonly redirected: boolean;
  /** Cookies set on the way, by name. */
  readonly cookies: ReadonlyMap<string, string>;
}

/** What sending needs of the outside. */
export interface HttpConnections {
  dispatcherFor(origin: string, tls?: TlsOptions): Dispatcher;
  readonly signal: AbortSignal;
}

/** A response header as one text; several of one name are joined with `, `. */
export function headerText(headers: ResponseHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' || value === undefined ? value : value.join(', ');
}

/** `headers` with `name` set, replacing one which differs in case only. */
export function withHeader(headers: ReadonlyMap<string, string>, name: string, value: string): Map<string, string> {
  const copy = withoutHeaders(headers, new Set([name.toLowerCase()]));
  return copy.set(name, value);
}

/** `headers` without those whose lower-case names are in `names`. */
export function withoutHeaders(headers: ReadonlyMap<string, string>, names: ReadonlySet<string>): Map<string, string> {
  return new Map([...headers].filter(([name]) => !names.has(name.toLowerCase())));
}

export function hasHeader(headers: ReadonlyMap<string, string>, name: string): boolean {
  for (const known of headers.keys()) if (known.toLowerCase() === name) return true;
  return false;
}
