/** What cannot be asked, what is too young to be judged, and what was chosen. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createProvision } from '../../../src/crm/provision-record.ts';
import { audit, type AuditOptions } from '../../../src/provisioning/audit/audit.ts';
import { thisProcess } from '../../../src/provisioning/run-owner.ts';
import { openWorld, type World } from '../world.ts';
import { contextOf } from './context-of.ts';
import { TENANT, told } from './damaged-world.ts';

let world: World;
let context: ReturnType<typeof contextOf>;
before(async () => {
  world = await openWorld({ hss: 2 });
  context = contextOf(world);
  const outcome = await world.app.placeOrder({ product: 'mobile-sim', customer: 1, pick: true });
  assert.equal(outcome.status, 0);
});
after(async () => {
  await context.close();
  await world.close();
});

const findings = async (options: AuditOptions): Promise<string[]> => told((await audit(context, options)).findings);

describe('a partial audit', () => {
  for (const [name, systems] of [
    ['ocs', ['ocs accounts', 'ocs profiles', 'ocs plans']],
    ['hss2', ['hss2']],
    ['pay', ['payments']],
  ] as const) {
    it(`is not clean when ${name} is away, and calls nothing missing there`, async () => {
      world.lab.down(name);
      const report = await audit(context, { graceSeconds: 0 });
      await world.lab.up(name);
      assert.deepEqual([report.findings, report.clean], [[], false]);
      const urls: Readonly<Record<string, string | undefined>> = { hss2: world.lab.hss[1]?.url };
      assert.deepEqual(
        report.unreachable.map(({ system }) => system),
        systems.map(system => urls[system] ?? system),
      );
      assert.match(report.unreachable[0]?.reason ?? '', /did not answer: .+/);
    });
  }

  it('still tells what the others hold', async () => {
    world.lab.snapshot('whole');
    world.lab.seed({ accounts: ['Service_orphan'] });
    world.lab.down('hss1');
    const report = await audit(context, { graceSeconds: 0 });
    await world.lab.up('hss1');
    world.lab.restore('whole');
    assert.deepEqual([told(report.findings), report.unreachable.length], [['OCS-1 Service_orphan'], 1]);
  });

  it('takes an error page for no answer', async () => {
    const rule = world.lab.fault({ match: { rpc: '*.GetFilterIDs' }, effect: { status: { code: 503 } } });
    const { unreachable } = await audit(context);
    await world.lab.clearFaults(rule);
    assert.deepEqual(unreachable, [
      { system: 'ocs profiles', reason: 'APIerSv1.GetFilterIDs: status 503 without a JSON-RPC reply' },
    ]);
  });
});

describe('the grace window', () => {
  const orphan = 'Service_young';
  before(() => {
    world.lab.snapshot('young');
    world.lab.seed({ accounts: [orphan] });
  });
  after(() => world.lab.restore('young'));

  const run = async (owner: Partial<ReturnType<typeof thisProcess>>, status: number): Promise<number> => {
    const { provision_id } = await createProvision(context.db, {
      customer_id: 1,
      product_id: 2,
      service_id: null,
      action: 'provision',
      provisioning_play: 'play_simple_service',
      provisioning_json_vars: '{}',
      ...thisProcess(),
      ...owner,
    });
    const result = JSON.stringify({ ansible_facts: { service_uuid: orphan } });
    const timestamp = new Date().toISOString();
    const event = { provision_id, event_number: 1, event_name: 'Generate', provisioning_status: 0, timestamp };
    await context.db
      .insertInto('provision_event')
      .values({ ...event, provisioning_result_json: result })
      .execute();
    const finished = status === 1 ? null : new Date(Date.now() - 1000).toISOString();
    const end = { provisioning_status: status, finished };
    await context.db.updateTable('provision').set(end).where('provision_id', '=', provision_id).execute();
    return provision_id;
  };
  it('leaves out a young object of which nothing is known', async () => {
    assert.deepEqual(await findings({}), []);
    assert.deepEqual(await findings({ graceSeconds: 0 }), [`OCS-1 ${orphan}`]);
  });

  it('leaves out what a live run works on, whatever the grace', async () => {
    const id = await run({}, 1);
    assert.deepEqual(await findings({ graceSeconds: 0 }), []);
    await forget(id);
  });

  it('tells at once what a run left that has ended or died', async () => {
    const ended = await run({}, 2);
    assert.deepEqual(await findings({}), [`OCS-1 ${orphan}`]);
    await forget(ended);
    const dead = await run({ owner_pid: 1, owner_started: 'never' }, 1);
    assert.deepEqual(await findings({}), [`OCS-1 ${orphan}`, `CRM-2 provision ${dead}`]);
    await forget(dead);
  });

  it('does not trust a clock that is far ahead', async () => {
    const future = new Date(Date.now() + 86_400_000).toISOString();
    const account = world.lab.ocs.state.accounts[`${TENANT}:${orphan}`];
    if (account !== undefined) account.UpdateTime = future;
    assert.deepEqual(await findings({}), [`OCS-1 ${orphan}`]);
  });
});

describe('a chosen part of the audit', () => {
  before(() => world.lab.seed({ accounts: ['Service_orphan'] }));

  it('asks only the systems that its rules need', async () => {
    world.lab.journal.clear();
    assert.deepEqual(await findings({ graceSeconds: 0, findings: ['ocs-1'] }), ['OCS-1 Service_orphan']);
    assert.deepEqual(new Set(world.lab.journal.entries().map(entry => entry.rpc)), new Set(['ApierV2.GetAccounts']));
    world.lab.journal.clear();
    assert.deepEqual(await findings({ graceSeconds: 0, systems: ['payments'] }), []);
    assert.deepEqual(new Set(world.lab.journal.entries().map(entry => entry.system)), new Set(['pay']));
  });

  it('refuses what it does not know, with the nearest name', async () => {
    await assert.rejects(audit(context, { findings: ['OCS-11'] }), { code: 'E_USAGE', hint: /Did you mean OCS-1/ });
    await assert.rejects(audit(context, { systems: ['hsss'] }), { code: 'E_USAGE', hint: 'Did you mean hss?' });
  });
});

function forget(id: number): Promise<unknown> {
  return context.db.deleteFrom('provision').where('provision_id', '=', id).execute();
}
