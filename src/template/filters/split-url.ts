/** CPython's urllib.parse.urlsplit (3.11): more lenient than the URL standard, so not Node's URL. */
import { isIPv6 } from 'node:net';
import { fail } from '../fail.ts';
import { parseInt } from '../values/number-text.ts';

export interface SplitUrl {
  readonly scheme: string;
  readonly netloc: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** The five parts of a URL, each empty when absent; ValueError for brackets that do not match. */
export function splitUrl(text: string): SplitUrl {
  const clean = text.replace(/^[\0- ]+/, '').replace(/[\t\r\n]/g, '');
  const [, scheme = '', afterScheme = clean] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(clean) ?? [];
  const [, netloc = '', afterHost = afterScheme] = /^\/\/([^/?#]*)(.*)$/s.exec(afterScheme) ?? [];
  if (/[[\]]/.test(netloc)) checkBrackets(netloc);
  const [beforeFragment, fragment] = cutAt(afterHost, '#');
  const [path, query] = cutAt(beforeFragment, '?');
  return { scheme: scheme.toLowerCase(), netloc, path, query, fragment };
}

/** What stands in brackets is an IPv6 address, perhaps with a zone, or one of a later version. */
function checkBrackets(netloc: string): void {
  const address = /\[([^\]]*)\]/.exec(netloc)?.[1] ?? '';
  if (!isIPv6(address) && !/^v[0-9a-f]+\..+$/i.test(address)) fail('value', `'${netloc}' holds no IPv6 address`);
}

export interface Authority {
  readonly username: string | null;
  readonly password: string | null;
  readonly hostname: string | null;
  readonly port: string | null;
}

/** User, password, host (in lower case, without brackets) and port of `user:password@host:port`. */
export function splitAuthority(netloc: string): Authority {
  const at = netloc.lastIndexOf('@');
  const host = netloc.slice(at + 1);
  const [, bracketed, afterBracket] = /\[([^\]]*)\](.*)$/s.exec(host) ?? [];
  const [name, port] = bracketed === undefined ? cutAt(host, ':') : [bracketed, cutAt(afterBracket ?? '', ':')[1]];
  const [username, password] = at < 0 ? [null, null] : userAndPassword(netloc.slice(0, at));
  return { username, password, hostname: name === '' ? null : lowerHost(name), port: port === '' ? null : port };
}

function userAndPassword(text: string): [username: string, password: string | null] {
  const [username, password] = cutAt(text, ':');
  return [username, text.includes(':') ? password : null];
}

/** The zone of an IPv6 address (after %) keeps its case. */
function lowerHost(name: string): string {
  const [host, zone] = cutAt(name, '%');
  return host.toLowerCase() + (name.includes('%') ? `%${zone}` : '');
}

/** The port as a number; ValueError for anything else or beyond 65535. */
export function checkPort(port: string | null): number | null {
  if (port === null) return null;
  const number = /^[0-9]+$/.test(port) ? Number(parseInt(port)) : fail('value', `the port '${port}' is no number`);
  return number <= 65535 ? number : fail('value', `the port ${number} is beyond 65535`);
}

/** What stands before and after the first `mark`; all is before when there is none. */
export function cutAt(text: string, mark: string): [before: string, after: string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
