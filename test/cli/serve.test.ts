import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { serveWarnings } from '../../src/cli/access/serve-warnings.ts';
import { unknownRoles } from '../../src/cli/access/unknown-roles.ts';
import { demoDatabase } from '../crm/demo-database.ts';
import { mainFile, TestHome } from './omnicrm.ts';

const at = new TestHome();
before(async () => assert.equal((await at.run(['init', '--demo'])).code, 0));
after(() => at.remove());

test('serve answers bearer tokens on loopback until SIGTERM', async () => {
  const env = { PATH: '/usr/bin:/bin', OMNICRM_HOME: at.home };
  const child = spawn(process.execPath, [mainFile, 'serve', '--port', '0', '--json'], { env, timeout: 60_000 });
  const ended = new Promise<number | null>(resolve => child.once('close', resolve));
  const { url } = await firstObject(child.stdout);
  const token = (await at.run(['token'])).stdout.trim();
  const ask = async (headers: Record<string, string>): Promise<number> =>
    (await fetch(`${url}/crm/product/product_id/1`, { headers })).status;
  assert.equal(await ask({ authorization: `Bearer ${token}` }), 200);
  assert.equal(await ask({}), 401);
  child.kill('SIGTERM');
  assert.equal(await ended, 143);
});

test('an open address and keys written out in the configuration are told before the listener opens', () => {
  const none = { apiKeys: new Map() };
  assert.deepEqual(serveWarnings(none, '127.0.0.1'), []);
  assert.match(serveWarnings(none, '0.0.0.0').join(), /no loopback address/);
  const warnings = serveWarnings({ apiKeys: new Map([['a-plain-key', new Map()]]) }, '::1').join();
  assert.match(warnings, /api_keys: 1/);
  assert.ok(!warnings.includes('a-plain-key'));
});

test('a role that should demand a second factor and does not exist is told', async t => {
  const { db } = await demoDatabase(t);
  const auth = { passwordResetUrl: undefined, secondFactorRoles: ['*', 'admin', 'Finanze'] };
  assert.deepEqual(await unknownRoles(db, { auth }), [
    'auth.second_factor_roles: there is no role Finanze; did you mean Finance?',
  ]);
});

async function firstObject(stream: NodeJS.ReadableStream): Promise<{ url: string }> {
  for await (const line of createInterface({ input: stream })) {
    const value: { url: string } = JSON.parse(line);
    return value;
  }
  return assert.fail('serve printed nothing');
}
