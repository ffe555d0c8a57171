import { parseJson } from '../../../template/formats/json.ts';
import type { Value } from '../../../template/values/types.ts';
import { headerText, type HttpAnswer, type ResponseHeaders } from '../../network/http-request.ts';

/**
 * An answer in the words of `uri`'s result: headers in lower snake case, url, status, msg, cookies. A failing status is told
 * with the `url` that was asked, wherever it came from.
 */
export function describeAnswer(answer: HttpAnswer, url: string): Record<string, unknown> {
  return {
    ...headerFields(answer.headers, answer.url),
    ...(isSuccess(answer) ? cookieFields(answer) : {}),
    url: isSuccess(answer) && answer.redirected ? answer.url.href : url,
    status: answer.status,
    msg: isSuccess(answer)
      ? `OK (${headerText(answer.headers, 'content-length') ?? 'unknown'} bytes)`
      : httpError(answer),
    redirected: answer.redirected && isSuccess(answer),
  };
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

function isSuccess(answer: HttpAnswer): boolean {
  return answer.status >= 200 && answer.status < 300;
}

function httpError(answer: HttpAnswer): string {
  return `HTTP Error ${answer.status}: ${answer.reason}`;
}

// Words of the result itself, which no server may set.
const RESERVED: ReadonlySet<string> = new Set(['changed', 'content', 'failed', 'json', 'skipped', 'unreachable']);

function headerFields(headers: ResponseHeaders, url: URL): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const header of Object.keys(headers)) {
    const name = header.toLowerCase().replaceAll('-', '_');
    if (!RESERVED.has(name)) fields[name] = headerText(headers, header);
  }
  const location = headerText(headers, 'location');
  if (location !== undefined && URL.canParse(location, url.href)) fields['location'] = new URL(location, url).href;
  return fields;
}

function cookieFields(answer: HttpAnswer): Record<string, unknown> {
  const pairs = [...answer.cookies];
  return { cookies: new Map(pairs), cookies_string: pairs.map(([name, value]) => `${name}=${value}`).join('; ') };
}
