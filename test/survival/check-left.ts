/** What holds after every run that was killed: it has an end, nothing is left of a failure, nothing was done twice. */
import assert from 'node:assert/strict';
import { listRunning } from '../../src/crm/provision-record.ts';
import { listServicesCreatedBy } from '../../src/crm/service.ts';
import type { Provision } from '../../src/crm/types.ts';
import type { World } from '../provisioning/world.ts';
import { lastRun } from './last-run.ts';
import type { Kind } from './kinds.ts';

/** How things stood before the work. */
export interface Before {
  readonly digest: string;
  readonly lastRun: number;
  readonly calls: number;
  readonly messages: number;
  readonly charges: number;
  readonly paid: number;
}

export async function lookBefore(world: World): Promise<Before> {
  const { lab } = world;
  return {
    digest: lab.digest(['ocs', 'hss', 'pbx']),
    lastRun: await lastRun(world),
    calls: lab.journal.seq,
    messages: lab.sms.sent.length,
    charges: lab.pay.charges.length,
    paid: lab.pay.balance('cus_demo_1'),
  };
}

/** `run` is undefined for an order that was never accepted. */
export async function checkLeft(world: World, kind: Kind, before: Before, run: Provision | undefined): Promise<void> {
  assert.deepEqual(await listRunning(world.app.db), [], 'no run stays without an end');
  checkDoneOnce(world, before);
  const succeeded = run?.provisioning_status === 0;
  assert.equal(world.lab.pay.balance('cus_demo_1') - before.paid, succeeded ? (kind.price ?? 0) : 0, 'money taken');
  if (run !== undefined) await checkBooks(world, run);
  if (!succeeded) checkUndone(world, before, run);
  const report = await world.app.audit();
  assert.deepEqual([report.findings, report.clean], [[], true], 'the audit');
}

/** Calls that may never be made twice in one run: messages, credits, charges. */
function checkDoneOnce({ lab }: World, before: Before): void {
  assert.ok(lab.sms.sent.length - before.messages <= 1, 'one message');
  const sent = lab.journal.entries({ since: before.calls, system: 'ocs', rpc: '*.AddBalance' });
  assert.ok(sent.length <= 1, `AddBalance was sent ${sent.length} times`);
  assert.ok(lab.pay.charges.length - before.charges <= 1, 'one charge');
}

async function checkBooks({ app }: World, { provision_id, provisioning_status }: Provision): Promise<void> {
  const services = await listServicesCreatedBy(app.db, provision_id);
  assert.ok(services.length <= 1, `${services.length} services of one run`);
  const rows = await app.db
    .selectFrom('crm_transaction')
    .select('retail_cost_minor')
    .where('provision_id', '=', provision_id)
    .execute();
  const costs = rows.map(row => row.retail_cost_minor);
  assert.ok(costs.filter(cost => cost > 0).length <= 1, `booked ${costs.join(', ')}`);
  if (provisioning_status === 2)
    assert.equal(
      costs.reduce((sum, cost) => sum + cost, 0),
      0,
      'booked back',
    );
}

function checkUndone({ lab }: World, before: Before, run: Provision | undefined): void {
  assert.equal(lab.digest(['ocs', 'hss', 'pbx']), before.digest, 'a failure leaves the backends as they were');
  if (run !== undefined) assert.equal(run.verdict, 'clean', 'the verdict');
}
