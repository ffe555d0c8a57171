import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { jsonOf, TestHome } from '../cli/omnicrm.ts';
import { fixture } from './replay/transcript.ts';

test('an operator’s day: import, verify, act, look, undo', async t => {
  const home = new TestHome();
  t.after(() => home.remove());
  await home.run(['init']);
  appendFileSync(join(home.home, 'crm_config.yaml'), '\nalter_ini: [alter.ini]\nalter: {FREEZEMONTH_COST: 20}\n');
  writeFileSync(join(home.home, 'alter.ini'), 'AUTOFREEZE_CASH_LIMIT="-20"\nFREEZEMONTH_COST=99\n');
  const imported = jsonOf(await home.run(['import', 'ubilling', '-', '--json'], { input: fixture }));
  assert.equal(imported['openings'], 13);
  const charged = await home.run(['action', 'freezemonth&param=debug2ublog', '--as-of', '2026-11-30']);
  assert.deepEqual([charged.code, charged.stdout, charged.stderr], [0, 'OK:FREEZEMONTH\n', '']);
  const again = jsonOf(await home.run(['action', 'freezemonth', '--as-of', '2026-11-30', '--json']));
  assert.deepEqual([again['text'], again['counts'], again['exit_code']], ['OK:FREEZEMONTH', { already: 1 }, 0]);
  const missing = await home.run(['action', 'usercash', '--login', 'alice', '--errors-only']);
  assert.deepEqual([missing.code, missing.stdout], [1, 'ERROR:NO_PARAMS\n']);
  const quiet = await home.run(['action', 'usercash', '--login=alice', '--summ', '-5', '--errors-only']);
  assert.deepEqual([quiet.code, quiet.stdout], [0, '']);
  const log = await home.run(['action', 'log', '--json']);
  const { runs }: { runs: readonly Record<string, unknown>[] } = JSON.parse(log.stdout);
  assert.deepEqual(
    runs.map(run => [run['action_name'], run['outcome'], run['as_of'] === '2026-11-30']),
    [
      ['usercash', 'done', false],
      ['usercash', 'refused', false],
      ['freezemonth', 'done', true],
      ['freezemonth', 'done', true],
    ],
  );
  const undone = jsonOf(await home.run(['run', 'undo', '1', '--json']));
  assert.deepEqual([undone['undone'], undone['reversed']], [1, 1]);
  const verified = await home.run(['verify', '--json']);
  assert.deepEqual([verified.code, jsonOf(verified)['clean']], [0, true]);
});
