import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createRole } from '../../src/crm/role.ts';
import { createUser } from '../../src/crm/user.ts';
import { openServer, type Call, type TestServer } from './test-server.ts';

/** A manager of people who is no administrator; user 1 is one, user 2 is of Support. */
async function openOffice(t: TestContext): Promise<TestServer & { boss: Call; bossId: number; roleId: number }> {
  const server = await openServer(t);
  const verbs = ['view', 'create', 'update', 'delete'];
  const granted = verbs.flatMap(verb => [`${verb}_user`, `${verb}_role`]);
  const role = await createRole(server.db, { role_name: 'People', permissions: [...granted, 'view_customer'] });
  const { user_id } = await createUser(server.db, { email: 'boss@x', user_name: 'Boss', roles: ['People'] });
  return { ...server, boss: await server.as(user_id), bossId: user_id, roleId: role.role_id };
}

test('nobody gives what he does not hold, nor touches who holds more', async t => {
  const { boss, bossId, roleId } = await openOffice(t);
  const refused: readonly (readonly [Parameters<Call>[0], string, object?])[] = [
    ['PUT', 'user/', { email: 'a@b', user_name: 'A', roles: ['Admin'] }],
    ['PUT', 'user/', { email: 'a@b', user_name: 'A', roles: ['Support'] }],
    ['PATCH', `user/user_id/${bossId}`, { roles: ['People', 'Admin'] }],
    ['PATCH', 'user/user_id/1', { password: 'mine now, thanks' }],
    ['PATCH', 'user/user_id/1', { email: 'boss@x.net' }],
    ['PATCH', 'user/user_id/2', { enabled: false }],
    ['DELETE', 'user/user_id/1'],
    ['POST', '2fa/disable/user/1', {}],
    ['PUT', 'role/', { role_name: 'X', permissions: ['admin'] }],
    ['PUT', 'role/', { role_name: 'X', permissions: ['delete_customer'] }],
    ['PATCH', `role/role_id/${roleId}`, { permissions: ['admin'] }],
    ['PATCH', 'role/role_id/1', { permissions: [] }],
    ['PATCH', 'role/role_id/1', { role_name: 'Ex-Admin' }],
    ['DELETE', 'role/role_id/1'],
  ];
  for (const [method, path, body] of refused) {
    const reply = await boss(method, `/crm/${path}`, body);
    assert.deepEqual([reply.status, reply.body['code']], [403, 'E_NOT_ALLOWED'], `${method} ${path}`);
  }
});

test('what one holds one may give: roles, narrower ones, and a customer’s own view of what one sees', async t => {
  const { boss } = await openOffice(t);
  const role = await boss('PUT', '/crm/role/', { role_name: 'Desk', permissions: ['view_own_customer', 'view_user'] });
  assert.deepEqual([role.status, role.body['permissions']], [200, ['view_own_customer', 'view_user']]);
  const made = await boss('PUT', '/crm/user/', { email: 'a@b', user_name: 'A', roles: ['Desk', 'People'] });
  assert.deepEqual([made.status, made.body['roles']], [200, ['Desk', 'People']]);
  const url = `/crm/role/role_id/${String(role.body['role_id'])}`;
  const changed = await boss('PATCH', url, { permissions: ['view_user'] });
  assert.deepEqual(changed.body['permissions'], ['view_user']);
  assert.equal((await boss('DELETE', url)).status, 200);
  assert.equal((await boss('DELETE', `/crm/user/user_id/${String(made.body['user_id'])}`)).status, 200);
});

test('the last administrator cannot be disabled, made less, bound to a customer or removed, nor the role emptied', async t => {
  const admin = await (await openServer(t)).as(1);
  const attempts: readonly (readonly [Parameters<Call>[0], string, object?])[] = [
    ['PATCH', 'user/user_id/1', { enabled: false }],
    ['PATCH', 'user/user_id/1', { roles: ['Support'] }],
    ['PATCH', 'user/user_id/1', { customer_id: 1 }],
    ['DELETE', 'user/user_id/1'],
    ['PATCH', 'role/role_id/1', { permissions: ['view_user'] }],
    ['DELETE', 'role/role_id/1'],
  ];
  for (const [method, path, body] of attempts) {
    const reply = await admin(method, `/crm/${path}`, body);
    assert.deepEqual([reply.status, reply.body['code']], [409, 'E_CONFLICT'], `${method} ${path}`);
  }
  assert.equal((await admin('GET', '/crm/user/user_id/1')).body['enabled'], true);
  await admin('PUT', '/crm/user/', { email: 'second@x', user_name: 'Second', roles: ['Admin'] });
  assert.equal((await admin('PATCH', '/crm/user/user_id/1', { enabled: false })).status, 200);
});

test('no reply ever holds a password, its hash or the key of a second factor', async t => {
  const { boss, as } = await openOffice(t);
  const admin = await as(1);
  const password = 'correct horse';
  const replies = [
    await admin('PUT', '/crm/user/', { email: 'c@d', user_name: 'C', password }),
    await admin('PATCH', '/crm/user/user_id/2', { password }),
    await admin('GET', '/crm/user/'),
    await admin('GET', '/crm/activity/'),
    await boss('GET', '/crm/auth/me'),
    await admin('GET', '/crm/user/?sort=password_hash'),
    await admin('GET', '/crm/user/?filters={"totp_secret":[null]}'),
  ];
  assert.deepEqual(
    replies.slice(-2).map(reply => reply.status),
    [400, 400],
  );
  for (const { body } of replies.slice(0, -2)) {
    assert.ok(!/scrypt|password_hash|totp|correct horse/.test(JSON.stringify(body)));
  }
});
