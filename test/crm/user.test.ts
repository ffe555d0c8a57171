import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashPassword, verifyPassword } from '../../src/crm/password.ts';
import { hasPermission, permissions } from '../../src/crm/permission.ts';
import { createDefaultRoles, createRole, listRoles } from '../../src/crm/role.ts';
import { createUser, deleteUser, firstAdmin, getUser, listUsers, updateUser } from '../../src/crm/user.ts';
import { temporaryDatabase } from '../store/temporary-database.ts';
import { demoDatabase } from './demo-database.ts';

test('a user may do what the roles allow together', async t => {
  const { db } = await demoDatabase(t);
  await createRole(db, { role_name: 'Stock', permissions: ['update_inventory', 'view_inventory'] });
  const user = await createUser(db, { email: 'Jo@Example.NET', user_name: 'Jo', roles: ['Stock', 'Finance'] });
  assert.deepEqual([user.email, user.roles], ['jo@example.net', ['Finance', 'Stock']]);
  assert.ok(
    hasPermission(user.permissions, 'update_inventory') && hasPermission(user.permissions, 'create_transaction'),
  );
  assert.ok(!hasPermission(user.permissions, 'create_inventory'));
  assert.ok(permissions.every(permission => hasPermission(['admin'], permission)));
  const changed = await updateUser(db, user.user_id, { roles: [], enabled: false });
  assert.deepEqual([changed.permissions, changed.enabled], [[], false]);
  assert.equal((await deleteUser(db, user.user_id)).user_name, 'Jo');
  await assert.rejects(getUser(db, user.user_id), { code: 'E_NOT_FOUND' });
});

test('bad users and roles are refused', async t => {
  const { db } = await demoDatabase(t);
  const jo = { email: 'jo@example.net', user_name: 'Jo' };
  await assert.rejects(createUser(db, { ...jo, roles: ['Adm'] }), { code: 'E_INPUT' });
  await assert.rejects(createUser(db, { ...jo, password: 'short' }), { code: 'E_INPUT' });
  await assert.rejects(createUser(db, { ...jo, email: 'ADMIN@example.net' }), { code: 'E_CONFLICT' });
  await assert.rejects(createRole(db, { role_name: 'X', permissions: ['view_custommer'] }), {
    hint: 'did you mean view_customer?',
  });
  await assert.rejects(createRole(db, { role_name: 'Admin' }), { code: 'E_CONFLICT' });
  assert.equal((await listUsers(db, { search: 'demo' })).pagination.total, 2);
});

test('passwords are kept as salted scrypt hashes and never shown', async t => {
  const { db } = await demoDatabase(t);
  const user = await createUser(db, { email: 'jo@example.net', user_name: 'Jo', password: 'correct horse' });
  assert.ok(!/scrypt|password/.test(JSON.stringify(user)));
  const { password_hash } = await db
    .selectFrom('crm_user')
    .select('password_hash')
    .where('user_id', '=', user.user_id)
    .executeTakeFirstOrThrow();
  assert.match(String(password_hash), /^scrypt\$131072\$8\$1\$/);
  assert.ok(await verifyPassword('correct horse', password_hash));
  assert.ok(!(await verifyPassword('correct house', password_hash)));
  assert.ok(!(await verifyPassword('correct horse', null)));
  assert.notEqual(await hashPassword('correct horse'), password_hash);
});

test('the first admin is the enabled one with the lowest id', async t => {
  const { db } = await demoDatabase(t);
  assert.equal((await firstAdmin(db)).user_id, 1);
  await createUser(db, { email: 'b@example.net', user_name: 'B', roles: ['Admin'] });
  await updateUser(db, 1, { enabled: false });
  assert.equal((await firstAdmin(db)).email, 'b@example.net');
});

test('default roles are made once; without users there is no admin', async t => {
  const db = await temporaryDatabase(t);
  await createDefaultRoles(db);
  await createDefaultRoles(db);
  assert.deepEqual(
    (await listRoles(db)).map(role => role.role_name),
    ['Admin', 'Support', 'Finance', 'Customer Admin', 'Customer'],
  );
  await assert.rejects(firstAdmin(db), { code: 'E_NOT_FOUND' });
});
