import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { packageRoot } from '../../src/package-root.ts';
import { TestHome } from './omnicrm.ts';

const examples = join(packageRoot(), 'examples');
const at = new TestHome();
before(async () => assert.equal((await at.run(['init'])).code, 0));
after(() => at.remove());

test('crm_config.yaml is accepted without a warning and in force', async () => {
  const args = ['--config', join(examples, 'crm_config.yaml'), 'config', 'show', '--json'];
  const { code, stdout, stderr } = await at.run(args);
  assert.deepEqual([code, stderr], [0, '']);
  const { values }: { values: Record<string, { value: unknown }> } = JSON.parse(stdout);
  assert.equal(values['ocs.OCS']?.value, '127.0.0.1:2080');
  assert.equal(values['isp_name']?.value, 'Example Mobile');
});

test('the line of the crontab runs, and prints nothing when nothing is wrong', async () => {
  const line = readFileSync(join(examples, 'crontab'), 'utf8').trimEnd().split('\n').at(-1) ?? '';
  const [, command = ''] = /^(?:\S+ +){5}\S+\/omnicrm (.+)$/.exec(line) ?? [];
  assert.deepEqual(await at.run(command.split(' ')), { code: 0, stdout: '', stderr: '' });
});
