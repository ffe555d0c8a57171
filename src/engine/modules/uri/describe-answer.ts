import { parseJson } from '../../../template/formats/json.ts';
import type { Value } from '../../../template/values/types.ts';
import type { ModuleResult } from '../../module.ts';
import { headerText, type HttpAnswer, type ResponseHeaders } from '../../network/http-request.ts';

/**
 * An answer in the words of `uri`'s result: headers in lower snake case, url, status, msg, cookies. A failing status is told
 * with the `url` that was asked, wherever it came from.
 */
export function describeAnswer(answer: HttpAnswer, url: string): ModuleResult {
  const success = answer.status >= 200 && answer.status < 300;
  const result: ModuleResult = { changed: false };
  addHeaders(result, answer.headers, answer.url);
  if (success) addCookies(result, answer);
  result['url'] = success && answer.redirected ? answer.url.href : url;
  result['status'] = answer.status;
  result.msg = success ? `OK (${headerText(answer.headers, 'content-length') ?? 'unknown'} bytes)` : httpError(answer);
  result['redirected'] = success && answer.redirected;
  return result;
}

/** The body as text, in the charset which the answer names (UTF-8 where it names none). */
export function answerText(answer: HttpAnswer): string {
  const charset = /charset\s*=\s*"?([^";\s]+)/i.exec(contentType(answer))?.[1]?.toLowerCase() ?? 'utf-8';
  if (charset === 'utf-8' || charset === 'utf8') return answer.body.toString('utf8');
  try {
    return new TextDecoder(charset).decode(answer.body);
  } catch {
    // No such charset: the bytes are most likely UTF-8 all the same.
    return answer.body.toString('utf8');
  }
}

/** The parsed body where the answer says that it is JSON and it is; undefined otherwise. */
export function answerJson(answer: HttpAnswer, text: string): Value | undefined {
  const subtype = contentType(answer).split(';')[0]!.split('/')[1] ?? '';
  if (text === '' || !/json|javascript/i.test(subtype)) return undefined;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function contentType(answer: HttpAnswer): string {
  return headerText(answer.headers, 'content-type') ?? '';
}

function httpError(answer: HttpAnswer): string {
  return `HTTP Error ${answer.status}: ${answer.reason}`;
}

// Words of the result itself, which no server may set.
const RESERVED: ReadonlySet<string> = new Set(['changed', 'content', 'failed', 'json', 'skipped', 'unreachable']);

function addHeaders(result: ModuleResult, headers: ResponseHeaders, url: URL): void {
  for (const header in headers) {
    const name = fieldName(header);
    if (!RESERVED.has(name)) result[name] = headerText(headers, header);
  }
  const { location } = headers;
  if (typeof location === 'string' && URL.canParse(location, url.href))
    result['location'] = new URL(location, url).href;
}

// Servers send the same few names again and again.
const KEPT_NAMES = 256;
const fieldNames = new Map<string, string>();

function fieldName(header: string): string {
  const known = fieldNames.get(header);
  if (known !== undefined) return known;
  const name = header.toLowerCase().replaceAll('-', '_');
  if (fieldNames.size < KEPT_NAMES) fieldNames.set(header, name);
  return name;
}

function addCookies(result: ModuleResult, { cookies }: HttpAnswer): void {
  result['cookies'] = cookies;
  result['cookies_string'] = Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; ');
}
