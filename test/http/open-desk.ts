import { scryptSync } from 'node:crypto';
import type { TestContext } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { createUser } from '../../src/crm/user.ts';
import { openServer, type TestServer } from './test-server.ts';
import type { ServerOptions } from '../../src/http/server-options.ts';

export const email = 'jo@example.net';
export const password = 'correct horse';

/** The same with a hundredth of the work, for tests that are about something else. */
const salt = Buffer.alloc(16, 1);
const hash = scryptSync(password, salt, 32, { N: 1024, r: 8, p: 1 });
export const CHEAP_HASH = ['scrypt', 1024, 8, 1, salt.toString('base64'), hash.toString('base64')].join('$');

/** The listener and a user of Support who logs in. */
export interface Desk extends TestServer {
  readonly userId: number;
  readonly post: (url: string, body: unknown, headers?: object, from?: string) => Promise<LightMyRequestResponse>;
}

export async function openDesk(t: TestContext, more: Partial<ServerOptions> = {}): Promise<Desk> {
  const server = await openServer(t, undefined, more);
  const { user_id: userId } = await createUser(server.db, { email, user_name: 'Jo', roles: ['Support'] });
  await server.db.updateTable('crm_user').set({ password_hash: CHEAP_HASH }).where('user_id', '=', userId).execute();
  const post: Desk['post'] = (url, body, headers = {}, remoteAddress = '127.0.0.1') =>
    server.server.inject({
      method: 'POST',
      url: `/crm/${url}`,
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify(body),
      remoteAddress,
    });
  return { ...server, userId, post };
}

export const login = (desk: Desk): Promise<LightMyRequestResponse> => desk.post('auth/login', { email, password });
