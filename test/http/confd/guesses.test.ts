/** Who guesses at the password of /1.1. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildServer } from '../../../src/http/build-server.ts';
import { createTokens } from '../../../src/http/tokens.ts';
import { temporaryDatabase } from '../../store/temporary-database.ts';
import { LOGIN, openPhoneServer } from './phone-server.ts';

const wrong = 'Digest username="utilisateur", uri="/1.1/users", nonce="x", response="0"';

test('after thirty wrong digests a network waits, with a right one too, until a quarter of an hour is over', async t => {
  let clock = Date.now();
  const { origin, ask } = await openPhoneServer(t, { now: () => new Date(clock) });
  const guess = () => fetch(`${origin}/1.1/users`, { headers: { authorization: wrong } });
  const replies = await Promise.all(Array.from({ length: 32 }, guess));
  assert.equal(replies.filter(reply => reply.status === 429).length, 2);
  assert.equal(replies.find(reply => reply.status === 429)?.headers.get('retry-after'), '900');
  assert.equal((await ask('GET', '/users')).status, 429);
  clock += 15 * 60_000;
  assert.equal((await ask('GET', '/users')).status, 200);
});

test('who only asks for the challenge does not guess, and others are not made to wait', async t => {
  const tokens = createTokens({ secret: 'a secret of at least thirty-two characters' });
  const confd = { users: new Map([[LOGIN.username, LOGIN.password]]), challenge: 'qop' } as const;
  const server = await buildServer({ db: await temporaryDatabase(t), tokens, confd });
  t.after(() => server.close());
  const status = async (authorization: string | undefined, remoteAddress: string): Promise<number> => {
    const headers = authorization === undefined ? {} : { authorization };
    return (await server.inject({ url: '/1.1/users', headers, remoteAddress })).statusCode;
  };
  for (let n = 0; n < 40; n++) assert.equal(await status(undefined, '10.0.0.1'), 401);
  for (let n = 0; n < 30; n++) assert.equal(await status(wrong, '2001:db8::1'), 401);
  assert.equal(await status(undefined, '2001:db8::2'), 429);
  assert.equal(await status(wrong, '10.0.0.1'), 401);
});
