/** Roles whose users must have a second factor. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TOTP } from 'otpauth';
import { changePassword } from '../../src/crm/user.ts';
import { email, login, openDesk, password } from './open-desk.ts';

test('a login that lacks the demanded factor may do nothing but make one', async t => {
  const desk = await openDesk(t, { security: { secondFactorRoles: ['support'] } });
  const { token, second_factor_setup_required: required } = (await login(desk)).json();
  assert.equal(required, true);
  const ask = desk.with(token);
  const own = (verb: string): string => `/crm/2fa/${verb}/user/${desk.userId}`;
  assert.equal((await ask('GET', '/crm/customer/')).status, 403);
  assert.equal((await ask('PUT', '/crm/provision/', { product_id: 2, customer_id: 1 })).status, 403);
  assert.equal((await ask('GET', '/crm/auth/me')).status, 200);
  const made = await ask('POST', own('enable'), { password });
  assert.equal((await ask('GET', '/crm/customer/')).status, 403);
  const totp = new TOTP({ secret: String(made.body['secret']) });
  const code = totp.generate({ timestamp: Date.now() });
  assert.equal((await ask('POST', own('verify'), { code })).status, 200);
  assert.equal((await ask('GET', '/crm/customer/')).status, 200);
  assert.equal((await ask('POST', own('disable'), { password })).status, 403);
  await (
    await desk.as(1)
  )('POST', own('disable'), {});
  const again = (await login(desk)).json();
  assert.equal(again.second_factor_setup_required, true);
  assert.equal((await desk.with(again.token)('GET', '/crm/customer/')).status, 403);
});

test('other roles are asked for none, unless all are; tokens that came from no login are not asked', async t => {
  const other = await openDesk(t, { security: { secondFactorRoles: ['Admin'] } });
  const { token, second_factor_setup_required: required } = (await login(other)).json();
  assert.deepEqual([required, (await other.with(token)('GET', '/crm/customer/')).status], [undefined, 200]);
  assert.equal((await (await other.as(1))('GET', '/crm/customer/')).status, 200);
  const all = await openDesk(t, { security: { secondFactorRoles: ['*'] } });
  assert.equal((await login(all)).json().second_factor_setup_required, true);
});

test('a login that waits for its code ends with the password it was begun with', async t => {
  const desk = await openDesk(t);
  const ask = desk.with((await login(desk)).json().token);
  const own = (verb: string): string => `/crm/2fa/${verb}/user/${desk.userId}`;
  assert.equal((await ask('POST', own('backup_codes'), { password })).status, 409);
  const made = (await ask('POST', own('enable'), { password })).body;
  const totp = new TOTP({ secret: String(made['secret']) });
  assert.equal((await ask('POST', own('verify'), { code: totp.generate() })).status, 200);
  const { challenge } = (await login(desk)).json();
  await changePassword(desk.db, desk.userId, 'another horse');
  const [code] = made['backup_codes'] as string[];
  const reply = await desk.post('auth/second_factor', { challenge, code });
  assert.equal(reply.statusCode, 401);
  assert.equal((await desk.post('auth/login', { email, password: 'another horse', code })).statusCode, 200);
});
