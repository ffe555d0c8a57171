import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { TOTP } from 'otpauth';
import { changePassword, createUser, updateUser } from '../../src/crm/user.ts';
import { CHEAP_HASH, email, login, openDesk, password, type Desk } from './open-desk.ts';

const cookieOf = (reply: LightMyRequestResponse): string => String(reply.headers['set-cookie']).split(';')[0] ?? '';
const status = async (desk: Desk, token: string): Promise<number> =>
  (await desk.with(token)('GET', '/crm/auth/me')).status;

test('a login gives tokens, rights, and the refresh token in a cookie that scripts and other sites never get', async t => {
  const desk = await openDesk(t);
  const reply = await login(desk);
  const { token, access_token, refresh_token, roles, permissions, user_id } = reply.json();
  assert.deepEqual([reply.statusCode, token, roles, user_id], [200, access_token, ['Support'], desk.userId]);
  assert.ok(permissions.includes('create_provision'));
  const cookie = String(reply.headers['set-cookie']);
  assert.ok(cookie.startsWith(`refresh_token=${refresh_token};`));
  assert.match(cookie, /Path=\/crm\/auth; HttpOnly; SameSite=Strict$/);
  assert.ok(!/scrypt|password_hash|totp/.test(reply.body));
  const { body } = await desk.with(token)('GET', '/crm/auth/me');
  assert.deepEqual(body['principal'], { kind: 'user', id: desk.userId, name: email });
});

test('unknown user, wrong password, no password and disabled user are refused in the same words', async t => {
  const desk = await openDesk(t);
  const off = await createUser(desk.db, { email: 'off@example.net', user_name: 'Off', enabled: false, password });
  assert.ok(!off.enabled);
  const attempts = [
    { email, password: 'wrong' },
    { email: 'nobody@example.net', password },
    { email: 'admin@example.net', password: '' },
    { email: 'off@example.net', password },
  ];
  const replies = await Promise.all(attempts.map(attempt => desk.post('auth/login', attempt)));
  assert.deepEqual(new Set(replies.map(reply => `${reply.statusCode} ${reply.body}`)).size, 1);
  assert.equal(replies[0]?.statusCode, 401);
});

test('a refresh token is good once; seen again it ends its session', async t => {
  const desk = await openDesk(t);
  const first = await login(desk);
  const second = await desk.post('auth/refresh', null, { cookie: cookieOf(first) });
  assert.equal(second.statusCode, 200);
  assert.notEqual(second.json().refresh_token, first.json().refresh_token);
  const third = await desk.post('auth/refresh', { refresh_token: second.json().refresh_token });
  assert.equal(third.statusCode, 200);
  assert.equal(await status(desk, third.json().token), 200);
  const reused = await desk.post('auth/refresh', { refresh_token: first.json().refresh_token });
  assert.equal(reused.statusCode, 401);
  assert.equal((await desk.post('auth/refresh', { refresh_token: third.json().refresh_token })).statusCode, 401);
  assert.equal(await status(desk, third.json().token), 401);
  const { refresh_token } = (await login(desk)).json();
  const both = await Promise.all([1, 2].map(() => desk.post('auth/refresh', { refresh_token })));
  assert.deepEqual(new Set(both.map(reply => reply.statusCode)), new Set([200, 401]));
});

test('refresh tokens are kept as digests, and none that is forged, expired or missing is taken', async t => {
  const desk = await openDesk(t);
  const { refresh_token } = (await login(desk)).json();
  const kept = await desk.db.selectFrom('refresh_token').selectAll().execute();
  assert.ok(!JSON.stringify(kept).includes(refresh_token));
  for (const body of [null, { refresh_token: '' }, { refresh_token: `${refresh_token}x` }]) {
    assert.equal((await desk.post('auth/refresh', body)).statusCode, 401);
  }
  await desk.db.updateTable('session').set({ expires: '2000-01-01T00:00:00.000Z' }).execute();
  assert.equal((await desk.post('auth/refresh', { refresh_token })).statusCode, 401);
});

test('logging out, being disabled and a new password end sessions', async t => {
  const desk = await openDesk(t);
  const { token, refresh_token } = (await login(desk)).json();
  const out = await desk.post('auth/logout', { refresh_token });
  assert.match(String(out.headers['set-cookie']), /refresh_token=;.*Expires=Thu, 01 Jan 1970/);
  assert.deepEqual([out.statusCode, await status(desk, token)], [200, 401]);
  const other = (await login(desk)).json();
  await updateUser(desk.db, desk.userId, { enabled: false });
  await updateUser(desk.db, desk.userId, { enabled: true });
  assert.equal(await status(desk, other.token), 401);
  const third = (await login(desk)).json();
  await changePassword(desk.db, desk.userId, 'another horse');
  assert.equal(await status(desk, third.token), 401);
  assert.equal((await desk.post('auth/refresh', { refresh_token: third.refresh_token })).statusCode, 401);
});

test('changing the own password asks for it, and ends the other sessions', async t => {
  const desk = await openDesk(t);
  const [here, there] = [(await login(desk)).json(), (await login(desk)).json()];
  const headers = { authorization: `Bearer ${here.token}` };
  const change = (old: string, next: string) =>
    desk.post('auth/change_password', { password: old, new_password: next }, headers);
  assert.equal((await change('wrong', 'another horse')).statusCode, 403);
  assert.equal((await change(password, 'short')).statusCode, 400);
  assert.equal((await change(password, 'another horse')).statusCode, 200);
  assert.deepEqual([await status(desk, here.token), await status(desk, there.token)], [200, 401]);
  assert.equal((await desk.post('auth/login', { email, password })).statusCode, 401);
  const sessions = await desk.with(here.token)('GET', '/crm/auth/session/');
  assert.deepEqual(
    sessions.body.data.map(session => session['current']),
    [true],
  );
  const id = String(sessions.body.data[0]?.['session_id']);
  assert.equal((await (await desk.as(1))('DELETE', `/crm/auth/session/session_id/${id}`)).status, 404);
  assert.equal((await desk.with(here.token)('DELETE', `/crm/auth/session/session_id/${id}`)).status, 200);
  assert.equal(await status(desk, here.token), 401);
});

test('too many failures are told to wait, by account and by address, also after a restart; others are not', async t => {
  const desk = await openDesk(t);
  const windows = { attempts: 10, window_ends: '2999-01-01T00:00:00.000Z' };
  await desk.db
    .insertInto('login_attempt')
    .values({ ...windows, subject: `account ${email}` })
    .execute();
  const refused = await desk.post('auth/login', { email: email.toUpperCase(), password });
  assert.deepEqual([refused.statusCode, refused.json().code], [429, 'E_TOO_MANY']);
  assert.match(String(refused.headers['retry-after']), /^\d+$/);
  await desk.db
    .insertInto('login_attempt')
    .values({ ...windows, attempts: 30, subject: 'address 10.0.0.9' })
    .execute();
  const other = { email: 'admin@example.net', password };
  assert.equal((await desk.post('auth/login', other, {}, '::ffff:10.0.0.9')).statusCode, 429);
  assert.equal((await desk.post('auth/login', other, {}, '10.0.0.8')).statusCode, 401);
  await desk.db.updateTable('login_attempt').set({ window_ends: '2000-01-01T00:00:00.000Z' }).execute();
  assert.equal((await login(desk)).statusCode, 200);
});

test('failures at once are counted one by one; a success forgives them', async t => {
  const desk = await openDesk(t);
  const kim = await createUser(desk.db, { email: 'kim@example.net', user_name: 'Kim' });
  await desk.db.updateTable('crm_user').set({ password_hash: CHEAP_HASH }).where('user_id', '=', kim.user_id).execute();
  const wrong = { email: 'kim@example.net', password: 'x' };
  const replies = await Promise.all(Array.from({ length: 12 }, () => desk.post('auth/login', wrong)));
  assert.deepEqual(replies.filter(reply => reply.statusCode === 429).length, 2);
  for (let n = 0; n < 2; n++) assert.equal((await login(desk)).statusCode, 200);
  const left = await desk.db.selectFrom('login_attempt').select(['subject', 'attempts']).execute();
  assert.deepEqual(left.map(row => `${row.subject}: ${row.attempts}`).toSorted(), [
    'account kim@example.net: 10',
    'address 127.0.0.1: 10',
  ]);
});

async function secondFactor(desk: Desk, token: string) {
  const headers = { authorization: `Bearer ${token}` };
  const at = (verb: string, body: unknown, id = desk.userId) => desk.post(`2fa/${verb}/user/${id}`, body, headers);
  const made = await at('enable', { password });
  const totp = new TOTP({ secret: String(made.json().secret) });
  return { at, made, code: (step = 0) => totp.generate({ timestamp: Date.now() + step * 30_000 }) };
}

test('with a second factor a password alone gives a challenge; a code is good once, a backup code too', async t => {
  const desk = await openDesk(t);
  const { at, made, code } = await secondFactor(desk, (await login(desk)).json().token);
  assert.match(made.json().otpauth_url, /^otpauth:\/\/totp\/omnicrm:jo%40example\.net\?/);
  assert.equal((await login(desk)).json().second_factor_required, undefined);
  assert.equal((await at('verify', { code: '000000' })).statusCode, 401);
  assert.equal((await at('verify', { code: code(-1) })).statusCode, 200);
  const asked = await login(desk);
  assert.deepEqual(
    [asked.json().second_factor_required, asked.json().token, asked.headers['set-cookie']],
    [true, undefined, undefined],
  );
  const { challenge } = asked.json();
  assert.equal(await status(desk, challenge), 401);
  const answer = (text: string) => desk.post('auth/second_factor', { challenge, code: text });
  assert.equal((await answer(code(-1))).statusCode, 401);
  assert.equal((await answer(code())).statusCode, 200);
  assert.equal((await answer(code())).statusCode, 401);
  const [backup] = made.json().backup_codes;
  assert.equal((await desk.post('auth/login', { email, password, code: backup })).statusCode, 200);
  assert.equal((await desk.post('auth/login', { email, password, code: backup })).statusCode, 401);
  const kept = await desk.db.selectFrom('crm_user').select('totp_secret').where('user_id', '=', desk.userId).execute();
  assert.ok(!JSON.stringify(kept).includes(made.json().secret));
});

test('codes cannot be guessed without end', async t => {
  const desk = await openDesk(t);
  const { at, code } = await secondFactor(desk, (await login(desk)).json().token);
  assert.equal((await at('verify', { code: code(-1) })).statusCode, 200);
  const { challenge } = (await login(desk)).json();
  const guess = () => desk.post('auth/second_factor', { challenge, code: '123456' });
  for (let n = 0; n < 5; n++) assert.equal((await guess()).statusCode, 401);
  assert.equal((await guess()).statusCode, 429);
  assert.equal((await desk.post('auth/second_factor', { challenge, code: code() })).statusCode, 429);
});

test('only the user himself turns his second factor on; an administrator turns another’s off', async t => {
  const desk = await openDesk(t);
  const { token } = (await login(desk)).json();
  const { at, code } = await secondFactor(desk, token);
  assert.equal((await at('enable', { password }, 1)).statusCode, 403);
  assert.equal((await at('enable', { password: 'wrong' })).statusCode, 403);
  assert.equal((await at('verify', { code: code() })).statusCode, 200);
  assert.equal((await at('enable', { password })).statusCode, 409);
  assert.equal((await at('disable', {}, 1)).statusCode, 403);
  assert.equal((await at('disable', {})).statusCode, 403);
  const admin = await desk.as(1);
  assert.equal((await admin('POST', `/crm/2fa/disable/user/${desk.userId}`)).status, 200);
  assert.equal(await status(desk, token), 401);
  assert.equal((await login(desk)).json().second_factor_required, undefined);
});
