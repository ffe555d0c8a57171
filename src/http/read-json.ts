import type { FastifyInstance, FastifyRequest } from 'fastify';
import { OmnicrmError } from '../errors.ts';

/** No body that means something is deeper, and what walks one stays within its stack. */
const DEEPEST = 100;

const bodyText = Symbol('body text');

/** A request whose body was read. */
interface Read extends FastifyRequest {
  [bodyText]?: string;
}

/** Reads bodies as the framework does, but refuses (E_INPUT) what is nested too deep, and keeps their text. */
export function addJsonParser(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (isTooDeep(body)) return done(new OmnicrmError('E_INPUT', `the body is nested deeper than ${DEEPEST} levels`));
    const read: Read = request;
    read[bodyText] = body;
    return parse(request, body, done);
  });
}

/** The JSON text of a body, for who must keep its numbers as they were written; `{}` when none was sent. */
export function jsonText(request: FastifyRequest): string {
  const read: Read = request;
  return read[bodyText] ?? '{}';
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

function isTooDeep(text: string): boolean {
  let [depth, inString] = [0, false];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString && code === BACKSLASH) at++;
    else if (code === QUOTE) inString = !inString;
    else if (!inString && OPENING.has(code) && ++depth > DEEPEST) return true;
    else if (!inString && CLOSING.has(code)) depth--;
  }
  return false;
}
