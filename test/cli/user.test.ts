import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { errorOf, jsonOf, TestHome } from './omnicrm.ts';

const at = new TestHome();
before(async () => assert.equal((await at.run(['init'])).code, 0));
after(() => at.remove());

test('a user is added with a password from a file or standard input, shown, taken out of use and back', async () => {
  writeFileSync(join(at.folder, 'password'), 'correct horse\n');
  const add = ['user', 'add', 'Jo@Example.net', '--name', 'Jo', '--role', 'Support', '--password-file', 'password'];
  const added = jsonOf(await at.run([...add, '--json']));
  assert.deepEqual([added['email'], added['roles'], added['enabled']], ['jo@example.net', ['Support'], true]);
  assert.equal(jsonOf(await at.run(['user', 'disable', 'jo@example.net', '--json']))['enabled'], false);
  assert.equal(jsonOf(await at.run(['user', 'enable', String(added['user_id']), '--json']))['enabled'], true);
  const changed = await at.run(['user', 'passwd', 'jo@example.net', '--password-file', '-'], {
    input: 'horse battery',
  });
  assert.deepEqual([changed.code, changed.stdout], [0, '']);
  assert.match((await at.run(['user', 'list'])).stdout, /jo@example\.net +Jo +Support/);
  const shown = await at.run(['user', 'show', 'jo@example.net']);
  assert.ok(!/scrypt|password|totp/i.test(shown.stdout));
});

test('without a terminal and a file there is no password to take; the last administrator stays', async () => {
  const passwd = await at.run(['user', 'passwd', '1', '--json']);
  assert.deepEqual([passwd.code, errorOf(passwd)['code']], [64, 'E_USAGE']);
  const added = await at.run(['user', 'add', 'kim@example.net']);
  assert.deepEqual([added.code, /no password was given/.test(added.stderr)], [0, true]);
  const last = await at.run(['user', 'disable', '1', '--json']);
  assert.deepEqual([last.code, errorOf(last)['code']], [1, 'E_CONFLICT']);
  assert.equal((await at.run(['user', 'add', 'x@example.net', '--role', 'Suport'])).code, 65);
});

test('an API key is printed once, listed without the key, taken out of use', async () => {
  const add = ['apikey', 'add', 'billing', '--role', 'Finance', '--route', 'GET /crm/*', '--from', '10.0.0.0/8'];
  const key = (await at.run(add)).stdout.trim();
  assert.match(key, /^ocrm_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$/);
  const listed = await at.run(['apikey', 'list']);
  assert.match(listed.stdout, /billing +Finance +GET \/crm\/\* +10\.0\.0\.0\/8/);
  assert.ok(!listed.stdout.includes(key.slice(20)));
  assert.equal(jsonOf(await at.run(['apikey', 'disable', '1', '--json']))['enabled'], false);
  for (const bad of [
    ['--from', '10.0.0/8'],
    ['--route', 'crm'],
    ['--permission', 'do_all'],
    ['--role', 'Boss'],
  ]) {
    assert.equal((await at.run(['apikey', 'add', 'bad', ...bad])).code, 65, bad.join(' '));
  }
});
