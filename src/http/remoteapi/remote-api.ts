import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ActionFloor, ActionReply, Outcome } from '../../actions/request.ts';
import { ignoreBodies } from '../ignore-bodies.ts';
import { checkCall } from './check-call.ts';
import { actionsOfKey } from './key-of-call.ts';
import { readRemoteQuery } from './remote-query.ts';

/** What the routes need; without it there are none. */
export interface RemoteApi {
  readonly floor: ActionFloor;
  readonly serial: string | undefined;
  /** Errors with status 200 too, and every text as HTML: as Ubilling does. */
  readonly compat: boolean;
}

/** The status of each outcome; what is not here is 200. */
const statusOf: Partial<Readonly<Record<Outcome, number>>> = {
  unknown: 404,
  closed: 403,
  refused: 400,
  failed: 500,
  busy: 503,
  'timed out': 504,
};

/** Where Ubilling's own program stands on a server. */
const places = ['/', '/index.php', '/billing', '/billing/index.php'];

/** `/?module=remoteapi&key=…&action=…` by any method, as Ubilling takes it; a body is not read. A file UPDATE in the home closes it. */
export async function registerRemoteApi(server: FastifyInstance, api: RemoteApi): Promise<void> {
  await server.register(async scope => {
    ignoreBodies(scope);
    for (const url of places) {
      scope.route({
        method: ['GET', 'POST', 'PUT', 'DELETE', 'HEAD'],
        url,
        exposeHeadRoute: false,
        handler: async (request, reply) => answer(request, reply, api),
      });
    }
  });
}

async function answer(request: FastifyRequest, reply: FastifyReply, api: RemoteApi): Promise<FastifyReply> {
  const query = readRemoteQuery(request.raw.url ?? '');
  if (query.texts['module'] !== 'remoteapi') {
    return reply.code(404).send({ message: 'nothing is here: module=remoteapi is wanted', code: 'E_NOT_FOUND' });
  }
  if (existsSync(join(api.floor.config.home, 'UPDATE'))) return send(reply, api, 503, 'Ubilling maintance in progress');
  const allowed = await actionsOfKey(api.floor.db, request);
  if (allowed === 'none') return send(reply, api, 401, 'ERROR:GET_WRONG_KEY');
  const call = checkCall(query, { options: api.floor.options, serial: api.serial }, allowed !== undefined);
  if ('text' in call) return send(reply, api, call.status, call.text);
  if (allowed !== undefined && !(await allowed(call.action))) return send(reply, api, 403, 'ERROR:ACTION_NOT_ALLOWED');
  const result = await runCall(request, api, call.action, query.texts);
  if (result.runId !== undefined) void reply.header('x-run', result.runId);
  return send(reply, api, statusOf[result.outcome] ?? 200, result.text, result.contentType);
}

/** The key is no parameter: it goes no further. */
async function runCall(
  request: FastifyRequest,
  { floor }: RemoteApi,
  name: string,
  texts: Readonly<Record<string, string>>,
): Promise<ActionReply> {
  const { dispatch } = await import('../../actions/dispatch.ts');
  const { key: _key, module: _module, action: _action, ...params } = texts;
  const onceKey = request.headers['idempotency-key'];
  return dispatch(floor, { name, params, door: 'http', onceKey: typeof onceKey === 'string' ? onceKey : undefined });
}

function send(
  reply: FastifyReply,
  { compat }: RemoteApi,
  status: number,
  text: string,
  contentType?: string,
): FastifyReply {
  const plain = compat ? 'text/html; charset=UTF-8' : 'text/plain; charset=UTF-8';
  return reply
    .code(compat ? 200 : status)
    .header('content-type', contentType ?? plain)
    .send(text);
}
