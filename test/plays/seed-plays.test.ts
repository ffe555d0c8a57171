/** The operator's plays as its pages print them (the lines re-indented, nothing else): they load, lint and run as a reader expects. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { getInventory } from '../../src/crm/inventory.ts';
import { createProduct } from '../../src/crm/product.ts';
import { getProvisionWithEvents } from '../../src/crm/provision-record.ts';
import { getService } from '../../src/crm/service.ts';
import { listTransactions } from '../../src/crm/transaction.ts';
import { lintPlaybook } from '../../src/engine/lint/lint-playbook.ts';
import { bodyWithoutFormat } from '../../src/engine/lint/rules/body-without-format.ts';
import { unquotedTemplate } from '../../src/engine/lint/rules/file-warnings.ts';
import { packageRoot } from '../../src/package-root.ts';
import type { RunOutcome } from '../../src/provisioning/index.ts';
import type { Value } from '../../src/template/index.ts';
import { openWorld, type World } from '../provisioning/world.ts';

const FIXTURES = join(packageRoot(), 'test', 'plays', 'fixtures');

const products = [
  { product_slug: 'seed_psim_only', inventory_items_list: "['SIM Card', 'Mobile Number']" },
  { product_slug: 'seed_simple_service', retail_cost: 10, retail_setup_cost: 2.5 },
  { product_slug: 'seed_topup_monetary', category: 'addon', retail_cost: 20 },
];

const remarks: Readonly<Record<string, readonly string[]>> = {
  'seed_psim_only.yaml': [
    '78 unquoted-template',
    '107 body-without-format',
    '121 body-without-format',
    '143 body-without-format',
  ],
  'seed_simple_service.yaml': ['75 unquoted-template', '76 unquoted-template'],
  'seed_topup_monetary.yaml': ['86 unquoted-template', '87 unquoted-template'],
};

describe("the operator's plays under the linter", () => {
  for (const [file, expected] of Object.entries(remarks)) {
    it(`${file}: names each unquoted template and each body without body_format by line`, () => {
      const rules = [unquotedTemplate, bodyWithoutFormat];
      const findings = lintPlaybook(join(FIXTURES, file), { rules });
      assert.deepEqual(
        findings.map(({ rule, where }) => `${where.line} ${rule}`),
        expected,
      );
      assert.ok(findings.every(({ where }) => basename(where.file) === file));
    });
  }
});

describe("the operator's plays", () => {
  let world: World;
  before(async () => {
    world = await openWorld({ hss: 1 });
    mkdirSync(join(world.home, 'plays'));
    for (const file of readdirSync(FIXTURES)) copyFileSync(join(FIXTURES, file), join(world.home, 'plays', file));
    for (const product of products) {
      const { product_slug } = product;
      await createProduct(world.app.db, { ...product, product_name: product_slug, provisioning_play: product_slug });
    }
  });
  after(() => world.close());

  const order = (product: string, vars: Readonly<Record<string, Value>> = {}): Promise<RunOutcome> =>
    world.app.placeOrder({ product, customer: 1, pick: true, vars: new Map(Object.entries(vars)) });
  const statuses = async (run: RunOutcome): Promise<ReadonlyMap<string, number>> => {
    const { provisioning_result_json: events } = await getProvisionWithEvents(world.app.db, run.provisionId ?? 0);
    return new Map(events.map(event => [event.event_name, event.provisioning_status]));
  };
  const refuse = async (rpc: string, work: () => Promise<RunOutcome>): Promise<RunOutcome> => {
    const rule = world.lab.fault({ match: { rpc }, effect: { rpcError: 'SERVER_ERROR: no' } });
    const outcome = await work();
    await world.lab.clearFaults(rule);
    return outcome;
  };

  it('make a SIM live by IMSI and give it to the customer', async () => {
    const outcome = await order('seed_psim_only');
    assert.equal(outcome.status, 0, outcome.failure?.message);
    const sim = await getInventory(world.app.db, 1, { reveal: true });
    assert.deepEqual([sim.item_state, sim.customer_id], ['Assigned', 1]);
    const live = world.lab.hss[0]?.byImsi(String(sim['imsi']));
    assert.deepEqual([live?.['enabled'], live?.auc?.['ki']], [true, sim['ki']]);
  });

  it('make a service with its account and its set-up cost, and nothing when the OCS refuses', async () => {
    const outcome = await order('seed_simple_service');
    assert.equal(outcome.status, 0, outcome.failure?.message);
    const service = await getService(world.app.db, outcome.serviceId ?? 0);
    assert.ok(world.lab.ocs.account(service.service_uuid) !== undefined);
    const { data } = await listTransactions(world.app.db, { filters: { service_id: service.service_id } });
    assert.deepEqual(
      data.map(row => [row.title, row.retail_cost]),
      [['seed_simple_service - Setup Costs', 2.5]],
    );

    const accounts = world.lab.ocs.accounts().length;
    const refused = await refuse('ApierV2.SetAccount', () => order('seed_simple_service'));
    assert.deepEqual([refused.status, refused.failure?.task], [2, 'Create account in OCS']);
    assert.equal(world.lab.ocs.accounts().length, accounts);
  });

  it('charge and credit a top-up, their unset names for the message only a remark', async () => {
    const { serviceId = 0, serviceUuid = '' } = await order('seed_simple_service');
    const vars = { service_id: serviceId, customer_stripe_id: 'cus_demo_1' };
    const outcome = await order('seed_topup_monetary', vars);
    assert.equal(outcome.status, 0, outcome.failure?.message);
    assert.equal((await statuses(outcome)).get('Send Notification SMS'), 3);
    assert.equal(world.lab.ocs.account(serviceUuid)?.BalanceMap?.['*monetary']?.[0]?.Value, 2000);
    assert.equal(world.lab.pay.balance('cus_demo_1'), 2000);

    const refused = await refuse('ApierV1.AddBalance', () => order('seed_topup_monetary', vars));
    assert.deepEqual([refused.status, refused.verdict], [2, 'dirty'], 'the card was charged and nothing pays it back');
    assert.equal(world.lab.pay.balance('cus_demo_1'), 4000);
  });

  it('cannot undo what they never named: then the backends have the word', async () => {
    world.lab.fault({ match: { system: 'hss', method: 'PUT' }, effect: { status: { code: 500 } } });
    const outcome = await order('seed_psim_only');
    await world.lab.clearFaults();
    assert.deepEqual([outcome.status, outcome.verdict], [2, 'clean']);
    const { remains } = await world.app.showRollback(outcome.provisionId ?? 0);
    assert.deepEqual(
      remains.map(({ object, state }) => [object.kind, state]),
      [
        ['subscriber', 'gone'],
        ['auc', 'gone'],
      ],
    );
    assert.equal(outcome.failure?.task, 'Provision subscriber on HSS');
    assert.equal((await statuses(outcome)).has('Set status to "Success" if Manual deprovision / Fail if failed provision'), false);
    assert.deepEqual((await getInventory(world.app.db, 1)).customer_id, 1);
  });
});
