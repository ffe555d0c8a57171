/** Our phone system on a socket, and a client that logs in as plays do. */
import type { TestContext } from 'node:test';
import { sendRequest } from '../../../src/engine/network/send-request.ts';
import { networkDispatchers } from '../../../src/engine/network/network-dispatchers.ts';
import type { HttpAnswer } from '../../../src/engine/network/http-request.ts';
import { buildServer } from '../../../src/http/build-server.ts';
import { createTokens } from '../../../src/http/tokens.ts';
import type { Database } from '../../../src/store/schema.ts';
import { temporaryDatabase } from '../../store/temporary-database.ts';

type Login = Readonly<Record<'username' | 'password', string>>;

export const LOGIN: Login = { username: 'utilisateur', password: 'motdepasse' };

export interface PhoneReply {
  readonly status: number;
  readonly headers: HttpAnswer['headers'];
  readonly body: unknown;
}

export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<PhoneReply>;

export interface PhoneServer {
  readonly db: Database;
  /** As `http://127.0.0.1:40001`. */
  readonly origin: string;
  /** `path` below `/1.1`. */
  readonly ask: Ask;
  /** Requests that came, 401s included. */
  readonly requests: () => number;
}

export async function openPhoneServer(
  t: Pick<TestContext, 'after'>,
  { challenge = 'qop', now, login = LOGIN }: { challenge?: 'qop' | '2015'; now?: () => Date; login?: Login } = {},
): Promise<PhoneServer> {
  const db = await temporaryDatabase(t as TestContext);
  const tokens = createTokens({ secret: 'a secret of at least thirty-two characters' });
  const confd = { users: new Map([[login.username, login.password]]), challenge };
  const server = await buildServer({ db, tokens, confd, now });
  const network = networkDispatchers();
  let requests = 0;
  server.server.on('request', () => requests++);
  const origin = await server.listen({ host: '127.0.0.1', port: 0 });
  t.after(async () => {
    await network.close();
    await server.close();
  });
  return { db, origin, ask: askWith(origin, network, login), requests: () => requests };
}

function askWith(origin: string, network: ReturnType<typeof networkDispatchers>, login: Login): Ask {
  const json = { accept: 'application/json', 'content-type': 'application/json' };
  return async (method, path, body, headers = json) => {
    const answer = await sendRequest(
      {
        method,
        url: new URL(`${origin}/1.1${path}`),
        headers: new Map(Object.entries(headers)),
        body:
          body === undefined ? null : typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
        timeoutMs: 10_000,
        redirects: 'none',
        credentials: { ...login, force: false },
        unredirected: new Set(),
        decompress: true,
      },
      { dispatcherFor: (to, tls) => network.dispatcherFor(to, tls), signal: new AbortController().signal },
    );
    return { status: answer.status, headers: answer.headers, body: read(answer.body.toString()) };
  };
}

function read(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
