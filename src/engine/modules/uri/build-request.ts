import { hasHeader, type Credentials, type HttpRequest, type RedirectPolicy } from '../../network/http-request.ts';
import { str } from '../../../template/values/text.ts';
import type { ModuleArguments, ModuleContext, TlsOptions } from '../../module.ts';
import { absolutePath, dictArgument, flagArgument, integerArgument } from '../shared/read-arguments.ts';
import { optionalText, textArgument, textsArgument } from '../shared/read-arguments.ts';
import { buildBody } from './build-body.ts';

/** What the task's arguments ask for, as one HTTP request; throws InvalidRequest where they make none. */
export function buildRequest(args: ModuleArguments, url: URL, context: ModuleContext): HttpRequest {
  const body = buildBody(args, context);
  return {
    method: methodOf(args),
    url: withoutCredentials(url),
    headers: headersOf(args, body.contentType),
    body: body.content,
    timeoutMs: integerArgument(args, 'timeout') * 1000,
    redirects: redirectPolicy(textArgument(args, 'follow_redirects')),
    credentials: credentialsOf(args, url),
    unredirected: new Set(textsArgument(args, 'unredirected_headers').map(name => name.toLowerCase())),
    decompress: flagArgument(args, 'decompress'),
    tls: url.protocol === 'https:' ? tlsOf(args, context) : undefined,
  };
}

export function methodOf(args: ModuleArguments): string {
  return textArgument(args, 'method').toUpperCase();
}

// The connection's own business: undici sets these and refuses them from outside.
const HOP_HEADERS: ReadonlySet<string> = new Set(
  'connection content-length expect keep-alive te trailer transfer-encoding upgrade'.split(' '),
);

function headersOf(args: ModuleArguments, contentType: string | null): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of dictArgument(args, 'headers'))
    if (!HOP_HEADERS.has(str(name).toLowerCase())) headers.set(str(name), str(value));
  if (!hasHeader(headers, 'user-agent')) headers.set('User-Agent', textArgument(args, 'http_agent'));
  if (contentType !== null && !hasHeader(headers, 'content-type')) headers.set('Content-Type', contentType);
  if (flagArgument(args, 'force')) headers.set('Cache-Control', 'no-cache');
  if (!hasHeader(headers, 'accept-encoding'))
    headers.set('Accept-Encoding', flagArgument(args, 'decompress') ? 'gzip' : 'identity');
  return headers;
}

function redirectPolicy(text: string): RedirectPolicy {
  const named: Readonly<Record<string, RedirectPolicy>> = {
    yes: 'all',
    no: 'none',
    all: 'all',
    none: 'none',
    urllib2: 'urllib2',
  };
  return named[text] ?? 'safe';
}

/** The task's own credentials, or those written into the URL, which are sent at once. */
function credentialsOf(args: ModuleArguments, url: URL): Credentials | undefined {
  const username = optionalText(args, 'url_username');
  const force = flagArgument(args, 'force_basic_auth');
  if (username !== null) return { username, password: optionalText(args, 'url_password') ?? '', force };
  if (url.username === '') return undefined;
  return { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password), force: true };
}

function withoutCredentials(url: URL): URL {
  if (url.username === '' && url.password === '') return url;
  const bare = new URL(url);
  [bare.username, bare.password] = ['', ''];
  return bare;
}

function tlsOf(args: ModuleArguments, context: ModuleContext): TlsOptions | undefined {
  const file = (name: string): string | null => {
    const path = optionalText(args, name);
    return path === null ? null : absolutePath(context, path);
  };
  const [clientCert, clientKey, caPath] = [file('client_cert'), file('client_key'), file('ca_path')];
  return {
    validateCerts: flagArgument(args, 'validate_certs'),
    ...(clientCert === null ? {} : { clientCert }),
    ...(clientKey === null ? {} : { clientKey }),
    ...(caPath === null ? {} : { caPath }),
  };
}
