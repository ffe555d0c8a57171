import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../../store/schema.ts';
import { readBody } from './read-body.ts';
import { readQuery } from './read-query.ts';
import { onceUnderKey } from './once-under-key.ts';
import type { ConfdCall } from './route.ts';
import { type ConfdReply, type ConfdRoute, routes } from './routes.ts';
import { sendJson } from './send-json.ts';
import { targetOf } from './target.ts';

/** Route (404), method (405), what the client takes (406), what it sends (415); the rest is the route's. */
export async function answerCall(request: FastifyRequest, reply: FastifyReply, db: Database): Promise<FastifyReply> {
  const [path = '', query = ''] = split(targetOf(request.raw.url ?? ''), '?');
  const found = findRoute(path.slice('/1.1'.length));
  if (found === undefined) return refuse(reply, 404, 'Not Found');
  const { route, ids } = found;
  const allowed = allowedOf(route);
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (method === 'OPTIONS') return reply.code(200).header('allow', allowed).send('');
  const run = Object.hasOwn(route.methods, method) ? route.methods[method] : undefined;
  if (run === undefined) return refuse(reply.header('allow', allowed), 405, 'Method Not Allowed');
  if (method === 'GET' || method === 'POST') {
    if (!takesJson(request.headers.accept)) return refuse(reply, 406, 'Not Acceptable');
  }
  if (method === 'POST' || method === 'PUT') {
    if (!isJson(request.headers['content-type'])) return refuse(reply, 415, 'Unsupported Media Type');
  }
  const link = (to: string): string => `${originOf(request)}/1.1/${to}`;
  const isLocal = isLoopback(request.ip);
  const body = () => readBody(request.body);
  const once: ConfdCall['once'] = creation => onceUnderKey(request, db, creation);
  return send(reply, await run({ db, ids, query: readQuery(query), body, once, link, isLocal }));
}

function send(reply: FastifyReply, { status, body, location }: ConfdReply): FastifyReply {
  if (location !== undefined) void reply.header('location', location);
  if (body === undefined) return reply.code(status).send();
  return sendJson(reply, status, body);
}

/** Words and no list: clients go by the status. */
function refuse(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).header('content-type', 'text/html').send(text);
}

function findRoute(path: string): { readonly route: ConfdRoute; readonly ids: readonly string[] } | undefined {
  for (const route of routes) {
    const match = route.path.exec(path);
    if (match !== null) return { route, ids: match.slice(1).map(decodeURIComponent) };
  }
  return undefined;
}

function allowedOf({ methods }: ConfdRoute): string {
  const own = Object.keys(methods);
  return [...own, ...('GET' in methods ? ['HEAD'] : []), 'OPTIONS'].toSorted().join(', ');
}

/** Nothing said is anything. */
function takesJson(accept: string | undefined): boolean {
  if (accept === undefined) return true;
  const types = accept.split(',').map(part => part.split(';')[0]?.trim().toLowerCase());
  return types.some(type => type === 'application/json' || type === 'application/*' || type === '*/*');
}

function isJson(contentType: string | undefined): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === 'application/json';
}

/** As the client asked, the first of many proxies; the header decides about nothing but links to itself. */
function originOf({ headers, protocol, host }: FastifyRequest): string {
  const forwarded = String(headers['x-forwarded-proto']).split(',')[0]?.trim();
  return `${forwarded === 'https' || forwarded === 'http' ? forwarded : protocol}://${host}`;
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

function split(text: string, at: string): string[] {
  const index = text.indexOf(at);
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
