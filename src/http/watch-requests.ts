import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from './access/caller-of.ts';
import type { Log } from './log.ts';

/** A request that was answered. */
export interface AnsweredRequest {
  readonly method: string;
  /** The route as the table writes it; undefined where there is none. */
  readonly route: string | undefined;
  /** Without the query string: it may hold a key. */
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly address: string;
  /** Kind and name of who asked, where that is known. */
  readonly caller: string | undefined;
  /** The run whose play asked, in this process. */
  readonly run: number | undefined;
}

export type RequestWatcher = (request: AnsweredRequest) => void;

/** Tells the watchers of every request when its answer is out. */
export function watchRequests(server: FastifyInstance, watchers: readonly RequestWatcher[]): void {
  if (watchers.length === 0) return;
  server.addHook('onResponse', async (request, reply) => {
    const told = describe(request, reply);
    for (const watcher of watchers) watcher(told);
  });
}

/** A line of the log for each request: those of plays are many, and their run tells of them. */
export function logRequests(log: Log): RequestWatcher {
  return ({ run, milliseconds, ...request }) => {
    const fields = { ...request, ms: Math.round(milliseconds), ...(run === undefined ? {} : { run }) };
    if (run === undefined) log.info(fields, 'request');
    else log.debug(fields, 'request of a run');
  };
}

function describe(request: FastifyRequest, reply: FastifyReply): AnsweredRequest {
  const access = callerOf(request);
  return {
    method: request.method,
    route: request.routeOptions.url,
    path: request.url.split('?', 1)[0] ?? '',
    status: reply.statusCode,
    milliseconds: reply.elapsedTime,
    address: request.ip,
    caller: access && `${access.principal.kind} ${access.principal.name}`,
    run: access?.provisionId,
  };
}
