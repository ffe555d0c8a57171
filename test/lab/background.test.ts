import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { labDown, labUp, labUpDetached, readLabFile, runningLab } from '../../src/lab/background.ts';
import { labState } from '../../src/lab/control-client.ts';

const program = fileURLToPath(new URL('background-lab.js', import.meta.url));

function withHome(test: (home: string) => Promise<void>): () => Promise<void> {
  return async () => {
    const home = mkdtempSync(join(tmpdir(), 'omnicrm-lab-'));
    try {
      await test(home);
    } finally {
      await labDown(home);
      rmSync(home, { recursive: true });
    }
  };
}

describe('a lab of its own process', () => {
  it(
    'starts, answers, refuses a second, stops',
    withHome(async home => {
      const file = await labUpDetached({ home, argv: [program, home] });
      assert.notEqual(file.pid, process.pid);
      assert.deepEqual(Object.keys(file.endpoints), ['ocs', 'hss1', 'hss2', 'sms', 'pay', 'pbx', 'smtp']);
      assert.equal(statSync(join(home, 'lab.json')).mode & 0o777, 0o600);
      assert.ok(await labState(file.control, 'ocs'));
      await assert.rejects(labUpDetached({ home, argv: [program, home] }), { code: 'E_CONFLICT' });
      assert.equal(await labDown(home), 'stopped');
      assert.equal(existsSync(join(home, 'lab.json')), false);
      assert.equal(await labDown(home), 'none');
    }),
  );

  it(
    'left behind by a process that was killed is known as dead',
    withHome(async home => {
      const { pid } = await labUpDetached({ home, argv: [program, home] });
      process.kill(pid, 'SIGKILL');
      while ((await runningLab(home)) !== undefined) await new Promise(resolve => setTimeout(resolve, 10));
      assert.equal(readLabFile(home)?.pid, pid);
      assert.equal(await labDown(home), 'stale');
    }),
  );

  it(
    'is not taken for another process with its number',
    withHome(async home => {
      const file = await labUpDetached({ home, argv: [program, home] });
      writeFileSync(join(home, 'lab.json'), JSON.stringify({ ...file, started: '1' }));
      assert.equal(await runningLab(home), undefined);
      writeFileSync(join(home, 'lab.json'), JSON.stringify(file));
    }),
  );

  it(
    'ends by SIGTERM, and when nobody calls',
    withHome(async home => {
      const { pid } = await labUpDetached({ home, argv: [program, home] });
      process.kill(pid, 'SIGTERM');
      while (existsSync(join(home, 'lab.json'))) await new Promise(resolve => setTimeout(resolve, 10));
      await labUpDetached({ home, argv: [program, home, '0.005'] });
      while (existsSync(join(home, 'lab.json'))) await new Promise(resolve => setTimeout(resolve, 10));
    }),
  );

  it(
    'that cannot start says so',
    withHome(async home => {
      await assert.rejects(labUpDetached({ home, argv: ['-e', 'process.exit(3)'] }), {
        code: 'E_BACKEND_DOWN',
        message: /ended with 3/,
      });
    }),
  );

  it(
    'in the foreground, too',
    withHome(async home => {
      const running = await labUp({ home });
      assert.equal(running.file.pid, process.pid);
      running.stop();
      await running.ended;
      assert.equal(readLabFile(home), undefined);
    }),
  );
});
