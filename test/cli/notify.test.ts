import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadConfig } from '../../src/config.ts';
import { startLab, type Lab } from '../../src/lab/lab.ts';
import { createProvision, finishProvision } from '../../src/crm/provision-record.ts';
import { queueFailure } from '../../src/provisioning/notify/index.ts';
import { thisProcess } from '../../src/provisioning/run-owner.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { errorOf, jsonOf, type Outcome, TestHome } from './omnicrm.ts';

const at = new TestHome();
let lab: Lab;
let env: Record<string, string>;
before(async () => {
  lab = await startLab();
  const { host, port } = lab.smtp;
  env = { OMNICRM_SMTP_HOST: host, OMNICRM_SMTP_PORT: String(port), OMNICRM_PROVISIONING_FAILURE_LIST: 'noc@lab.test' };
  assert.equal((await at.run(['init', '--demo'])).code, 0);
});
after(async () => {
  await lab.close();
  at.remove();
});

const notify = (...args: string[]): Promise<Outcome> => at.run(['notify', ...args], { env });

/** A run that failed; nothing but its row. */
async function failedRun(): Promise<number> {
  const config = await loadConfig({ env: { OMNICRM_HOME: at.home, ...env }, cwd: at.folder });
  const db = await openDatabase(config.databasePath);
  try {
    const run = { action: 'provision', provisioning_play: 'play_x', provisioning_json_vars: '{}' } as const;
    const { provision_id } = await createProvision(db, { ...run, ...thisProcess(), customer_id: 1, product_id: 1 });
    await finishProvision(db, provision_id, { provisioning_status: 2, verdict: 'clean' });
    assert.equal(await queueFailure({ config, db }, provision_id), 1);
    return provision_id;
  } finally {
    await db.destroy();
  }
}

describe('notify', () => {
  test('test tells what the server said', async () => {
    const { code, stdout } = await notify('test', '--to', 'me@lab.test');
    assert.equal(code, 0);
    assert.match(stdout, /^mail to me@lab\.test: 250 .*queued as /);
    assert.deepEqual(
      [lab.smtp.messages.at(-1)?.to, lab.smtp.messages.at(-1)?.subject],
      [['me@lab.test'], '[omnicrm] Trial message'],
    );
  });

  test('test is 69 when the server is down, 64 for what is no address, 78 when nobody is to be told', async () => {
    lab.down('smtp');
    const down = await notify('test', '--json');
    await lab.up('smtp');
    assert.equal(down.code, 69);
    assert.match(down.stdout, /"recipient":"noc@lab\.test","reply":null,"error":"the mail server .*ECONNREFUSED/);
    assert.equal((await notify('test', '--to', 'a@b\r\nBcc: c@d')).code, 64);
    const nobody = await at.run(['notify', 'test', '--json']);
    assert.deepEqual([nobody.code, errorOf(nobody).code], [78, 'E_CONFIG']);
  });

  test('send delivers what is due, log tells it', async () => {
    const run = await failedRun();
    lab.down('smtp');
    const dead = await notify('send');
    await lab.up('smtp');
    assert.equal(dead.code, 69);
    assert.match(
      dead.stderr,
      new RegExp(`^omnicrm: run ${run}: the mail to noc@lab\\.test was not sent: .*\\n  next: next try from `),
    );
    const waiting = await notify('log', '--failed');
    assert.match(waiting.stdout, /^RUN .*LAST ERROR\n1 +mail +noc@lab\.test +waiting +1 /);
    assert.deepEqual(jsonOf(await notify('send', '--json')), { data: [], sent: 0, exit_code: 0 });
    const again = await notify('send', '--all', '--json');
    assert.deepEqual([again.code, jsonOf(again)['sent']], [0, 1]);
    assert.equal(lab.smtp.messages.at(-1)?.subject, `[omnicrm] FAILED: Mobile SIM Only for Ada Brook (run ${run})`);
    const { data }: { data: Record<string, unknown>[] } = JSON.parse(
      (await notify('log', '--run', String(run), '--json')).stdout,
    );
    assert.deepEqual(
      data.map(({ status, tries }) => [status, tries]),
      [['sent', 2]],
    );
    assert.equal((await notify('log', '--failed')).stdout, '');
  });
});
