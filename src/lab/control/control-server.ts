import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { timingSafeEqual } from 'node:crypto';
import { OmnicrmError } from '../../errors.ts';
import { Listener } from '../server/listener.ts';
import { readRequest } from '../server/read-request.ts';
import { isObject, jsonReply, parseJson, type JsonObject, type LabReply, type LabRequest } from '../simulator.ts';
import { controlRoutes, type ControlledLab } from './control-routes.ts';

const statuses: Readonly<Partial<Record<OmnicrmError['code'], number>>> = {
  E_NOT_FOUND: 404,
  E_INPUT: 400,
  E_BACKEND_DOWN: 503,
};

/** The lab's own API, under `/__lab/`: JSON in and out, bearer token. */
export class ControlServer {
  readonly #lab: ControlledLab;
  readonly #token: string;
  readonly listener: Listener;

  constructor(lab: ControlledLab, token: string, port: number) {
    this.#lab = lab;
    this.#token = token;
    this.listener = new Listener(
      createServer((request, response) => void this.#serve(request, response)),
      port,
    );
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    if (!request) return;
    const reply = await this.#answer(request);
    response.writeHead(reply.status, reply.headers).end(reply.body);
  }

  async #answer(request: LabRequest): Promise<LabReply> {
    if (!this.#isAuthorized(request))
      return jsonReply(401, { code: 'E_NOT_ALLOWED', message: 'the lab wants its token' });
    try {
      return await route(this.#lab, request);
    } catch (error) {
      if (!(error instanceof OmnicrmError)) return jsonReply(500, { code: 'E_INTERNAL', message: String(error) });
      return jsonReply(statuses[error.code] ?? 500, { code: error.code, message: error.message, hint: error.hint });
    }
  }

  #isAuthorized(request: LabRequest): boolean {
    const given = Buffer.from(request.headers['authorization'] ?? '');
    const wanted = Buffer.from(`Bearer ${this.#token}`);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}

async function route(lab: ControlledLab, request: LabRequest): Promise<LabReply> {
  const [, name = '', rest = ''] = /^\/__lab\/([^/]+)\/?(.*)$/.exec(request.path) ?? [];
  const handler = controlRoutes[`${request.method} ${name}`];
  if (!handler) throw new OmnicrmError('E_NOT_FOUND', `the lab has no ${request.method} ${request.path}`);
  const result = await handler(lab, { rest: decodeURIComponent(rest), query: request.query, body: bodyOf(request) });
  return jsonReply(200, result ?? { ok: true });
}

function bodyOf(request: LabRequest): JsonObject {
  if (request.body === '') return {};
  const body = parseJson(request.body);
  if (!isObject(body)) throw new OmnicrmError('E_INPUT', 'the body must be a JSON object');
  return body;
}
