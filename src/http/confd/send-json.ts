import type { FastifyReply } from 'fastify';

/** As bytes: to the type of a text, the framework would add a charset that confd does not name. */
export function sendJson(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'application/json')
    .send(Buffer.from(JSON.stringify(body)));
}
