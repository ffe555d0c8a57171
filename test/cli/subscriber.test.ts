import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { jsonOf, TestHome } from './omnicrm.ts';

const at = new TestHome();
before(async () => assert.equal((await at.run(['init', '--demo'])).code, 0));
after(() => at.remove());

test('subscribers are added, changed, listed and shown; a password goes in and does not come out', async () => {
  const add = ['subscriber', 'add', 'login=anna', 'tariff=Home 100', 'ip=203.0.113.7', 'password=@-'];
  assert.equal((await at.run(add, { input: 'pppoe-canary' })).code, 0);
  assert.equal((await at.run(['subscriber', 'set', 'anna', 'credit=5', 'tariff=Home 1000'])).code, 0);
  const list = await at.run(['subscriber', 'list']);
  assert.match(list.stdout, /^ID +LOGIN +CUSTOMER +SERVICE +TARIFF +BALANCE +CREDIT +IP/);
  assert.match(list.stdout, /anna +- +- +Home 1000 +0 +5 +203\.0\.113\.7/);
  const shown = jsonOf(await at.run(['subscriber', 'show', 'anna', '--json']));
  assert.deepEqual([shown['tariff'], shown['credit'], shown['password']], ['Home 1000', 5, '********']);
});

test('tariffs are listed with their fees', async () => {
  const { stdout } = await at.run(['tariff', 'list']);
  assert.match(stdout, /Home 100 +1 +day/);
});

test('a new key seals the passwords anew', async () => {
  const rotated = jsonOf(await at.run(['key', 'rotate', '--json']));
  assert.deepEqual([rotated['clear_rows'], Number(rotated['rows']) > 0], [0, true]);
  assert.equal((await at.run(['subscriber', 'show', 'anna'])).code, 0);
});
