import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createExtension } from '../../src/crm/phone/extensions.ts';
import { createSipLine } from '../../src/crm/phone/lines.ts';
import { createUser } from '../../src/crm/phone/users.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { errorOf, jsonOf, TestHome } from './omnicrm.ts';

const at = new TestHome();
before(async () => assert.equal((await at.run(['init'])).code, 0));
after(() => at.remove());

test('the phone system is listed as tables and as JSON, without a password', async () => {
  const file = join(at.home, 'crm_config.yaml');
  const own =
    'pbx: {base_url: "http://localhost:5000/1.1", username: u, password: a-password}\nconfd: {users: {u: a-password}}\n';
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n${own}`);
  const db = await openDatabase(join(at.home, 'omnicrm.db'), { keyFile: join(at.home, 'seal.key') });
  await createUser(db, { firstname: 'Lord', password: 'secret-one' });
  for (const username of ['sip1', 'sip2', 'other']) {
    await createSipLine(db, { context: 'default', device_slot: 1, username });
  }
  await createExtension(db, { exten: '2100', context: 'from-extern' });
  await db.destroy();
  assert.match(
    (await at.run(['pbx', 'extensions', '--search', '2100'])).stdout,
    /^ID +NUMBER +CONTEXT +OFF\n\d+ +2100 +from-extern\n$/,
  );
  assert.match((await at.run(['pbx', 'users'])).stdout, /^ID +NAME +SHOWS +MOBILE +MARK\n\d+ +Lord +- *\n$/);
  const lines = await at.run(['pbx', 'lines', '--json']);
  assert.equal(jsonOf(lines)['total'], 3);
  const page = jsonOf(await at.run(['pbx', 'lines', '--search', 'SIP', '--skip', '1', '--limit', '1', '--json']));
  assert.deepEqual([page['total'], (page['items'] as { name: string }[]).map(({ name }) => name)], [2, ['sip2']]);
  assert.ok(!/secret|password/.test(lines.stdout + (await at.run(['pbx', 'users', '--json'])).stdout));
  const refused = await at.run(['pbx', 'users', '--limit', 'x', '--json']);
  assert.deepEqual([refused.code, errorOf(refused)['code']], [65, 'E_INPUT']);
});
