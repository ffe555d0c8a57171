import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startLab } from '../../../src/lab/lab.ts';
import type { Lab } from '../../../src/lab/types.ts';
import { errorOf, jsonOf, type Outcome, TestHome } from '../../cli/omnicrm.ts';

const at = new TestHome();
let lab: Lab;
let endpoints: Readonly<Record<string, string>>;
before(async () => {
  lab = await startLab({ hss: 1 });
  const { ocs, hss } = lab.settings();
  endpoints = { OMNICRM_HOME: at.home, OMNICRM_OCS_OCS: ocs.OCS, OMNICRM_HSS: hss.join(','), OMNICRM_LAB: 'false' };
  assert.equal((await at.run(['init', '--demo'])).code, 0);
});
after(async () => {
  await lab.close();
  at.remove();
});

const audit = (...args: readonly string[]): Promise<Outcome> =>
  at.run(['audit', '--grace', '0', ...args], { env: endpoints });

describe('omnicrm audit', () => {
  it('is silent and 0 where all is well', async () => {
    assert.deepEqual(await audit(), { code: 0, stdout: '', stderr: '' });
  });

  it('says in words what did not answer, and is 69', async () => {
    lab.down('ocs');
    const outcome = await audit('--system', 'ocs,hss');
    const json = jsonOf(await audit('--json'));
    await lab.up('ocs');
    assert.deepEqual([outcome.code, outcome.stdout], [69, '']);
    assert.match(outcome.stderr, /^omnicrm: ocs accounts did not answer: .*\n(.*\n)*omnicrm: the audit is partial/);
    assert.deepEqual([json['clean'], json['partial'], json['exit_code']], [false, true, 69]);
  });

  it('prints findings with the calls that would mend them, mends the safe ones, and is clean again', async () => {
    lab.seed({ accounts: ['Service_orphan'] });
    const found = await audit('--fix');
    assert.equal(found.code, 3);
    assert.match(found.stdout, /^RULE +SEVERITY +SYSTEM +OBJECT +EVIDENCE +SINCE\nOCS-1 +high +ocs +Service_orphan +/);
    assert.match(
      found.stdout,
      /safe: --yes does it\)\n {2}POST http:\/\/127.*\/jsonrpc\n {2}\{"method":"ApierV2.RemoveAccount",/,
    );
    assert.ok(lab.ocs.account('Service_orphan') !== undefined, 'nothing was done');
    const mended = await audit('--fix', '--yes', '--json');
    const { clean, fixes, exit_code } = jsonOf(mended);
    const fix = { finding: 'OCS-1', system: 'ocs', key: 'Service_orphan', text: 'remove the account', error: null };
    assert.deepEqual([mended.code, clean, exit_code, fixes], [0, true, 0, [fix]]);
    assert.equal(lab.ocs.account('Service_orphan'), undefined);
  });

  it('is 3 when a mending fails, and says which', async () => {
    lab.seed({ accounts: ['Service_stubborn'] });
    const rule = lab.fault({ match: { rpc: '*.RemoveAccount' }, effect: { rpcError: 'SERVER_ERROR: no' } });
    const outcome = await audit('--fix', '--yes');
    await lab.clearFaults(rule);
    assert.equal(outcome.code, 3);
    assert.match(outcome.stderr, /OCS-1 Service_stubborn: remove the account: failed: .*SERVER_ERROR: no/);
  });

  for (const [args, message] of [
    [['--yes'], /--yes goes with --fix/],
    [['--finding', 'OCS-99'], /no finding 'OCS-99'/],
    [['--system', 'ocss'], /no system 'ocss'/],
  ] as const) {
    it(`refuses ${args.join(' ')}`, async () => {
      const outcome = await audit(...args, '--json');
      assert.equal(outcome.code, 64);
      assert.match(errorOf(outcome).message, message);
    });
  }
});
