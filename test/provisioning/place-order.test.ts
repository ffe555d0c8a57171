import assert from 'node:assert/strict';
import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { getInventory } from '../../src/crm/inventory.ts';
import { createProduct } from '../../src/crm/product.ts';
import { getProvisionWithEvents } from '../../src/crm/provision-record.ts';
import { getService } from '../../src/crm/service.ts';
import { listTransactions } from '../../src/crm/transaction.ts';
import type { Value } from '../../src/template/index.ts';
import { openWorld, type World } from './world.ts';

describe('an order for a mobile SIM', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  it('makes a complete service, and its removal leaves nothing', async () => {
    const untouched = world.lab.digest(['ocs', 'hss']);
    const outcome = await world.app.placeOrder({ product: 'mobile-sim', customer: 1, pick: true });
    assert.equal(outcome.status, 0, outcome.failure?.message);
    const service = await getService(world.app.db, outcome.serviceId ?? 0);
    assert.equal(service.service_status, 'Active');
    assert.ok(world.lab.ocs.account(service.service_uuid));

    const run = await getProvisionWithEvents(world.app.db, outcome.provisionId ?? 0);
    assert.equal(run.provisioning_status, 0);
    assert.equal(run.service_id, service.service_id);
    assert.ok(run.provisioning_result_json.length > 15);
    assert.ok(run.provisioning_result_json.every(event => event.provisioning_status === 0));
    assert.deepEqual((await world.app.audit()).findings, []);

    const { data: transactions } = await listTransactions(world.app.db, {
      filters: { service_id: service.service_id },
    });
    assert.deepEqual(
      transactions.map(row => [row.title, row.retail_cost]),
      [['Mobile SIM Only - Setup Costs', 5]],
    );

    const removed = await world.app.deprovision({ service: service.service_uuid });
    assert.equal(removed.status, 0, removed.failure?.message);
    assert.equal(world.lab.digest(['ocs', 'hss']), untouched);
    assert.equal((await getService(world.app.db, service.service_id)).service_status, 'Inactive');
    assert.deepEqual((await world.app.audit()).findings, []);
  });

  it('repeats nothing when the same key comes again, and refuses it for another order', async () => {
    const order = { product: 'simple-service', customer: 1, key: 'order-1' };
    const first = await world.app.placeOrder(order);
    const second = await world.app.placeOrder(order);
    assert.equal(second.provisionId, first.provisionId);
    assert.equal(second.repeated, true);
    await assert.rejects(world.app.placeOrder({ ...order, customer: 2 }), { code: 'E_CONFLICT' });
  });

  it('keeps the SIM keys and the token out of the rows', async () => {
    const outcome = await world.app.placeOrder({ product: 'mobile-sim', customer: 2, pick: true });
    const run = await getProvisionWithEvents(world.app.db, outcome.provisionId ?? 0);
    const { 'SIM Card': simId } = JSON.parse(run.provisioning_json_vars) as Record<string, number>;
    const sim = await getInventory(world.app.db, simId ?? 0, { reveal: true });
    const text = JSON.stringify(run);
    for (const secret of [sim['ki'], sim['opc']]) {
      assert.ok(typeof secret === 'string' && secret.length > 10);
      assert.equal(text.includes(secret), false);
    }
    assert.equal(/eyJ[A-Za-z0-9_-]{20}/.test(text), false);
    assert.equal(world.lab.hss[0]?.byImsi(String(sim['imsi']))?.auc?.['ki'], sim['ki']);
  });

  it('removes one SIM of a customer and leaves the other alone', async () => {
    const [one, two] = [
      await world.app.placeOrder({ product: 'mobile-sim', customer: 3, pick: true }),
      await world.app.placeOrder({ product: 'mobile-sim', customer: 3, pick: true }),
    ];
    assert.equal((await world.app.deprovision({ service: one.serviceId ?? 0 })).status, 0);
    assert.equal((await getService(world.app.db, two.serviceId ?? 0)).service_status, 'Active');
    assert.deepEqual((await world.app.audit()).findings, []);
    const again = await world.app.deprovision({ service: one.serviceId ?? 0 });
    assert.deepEqual([again.status, again.repeated, again.provisionId], [0, true, undefined]);
  });

  it('plans without writing', async () => {
    const untouched = world.lab.digest();
    const calls = world.lab.journal.seq;
    const plan = await world.app.placeOrder({ product: 'mobile-sim', customer: 1, pick: true }, { check: true });
    assert.equal(plan.status, 0, plan.failure?.message);
    assert.equal(plan.provisionId, undefined);
    assert.equal(world.lab.digest(), untouched);
    assert.ok(world.lab.journal.entries({ since: calls }).every(entry => entry.method === 'GET'));
  });

  it('gives a set_fact the last word over the product, and the request over both', async () => {
    mkdirSync(join(world.home, 'plays'), { recursive: true });
    const play = `- hosts: localhost
  gather_facts: no
  tasks:
    - set_fact: { iccid: "from the play", limit_gb: "from the play" }
    - assert: { that: ["iccid == 'from the play'", "limit_gb == 7", "note | length == 11"] }
`;
    writeFileSync(join(world.home, 'plays', 'play_levels.yaml'), play);
    await createProduct(world.app.db, {
      product_slug: 'levels',
      product_name: 'Levels',
      provisioning_play: 'play_levels',
      provisioning_json_vars: '{"iccid": "", "limit_gb": 1, "note": "{{ 1 + 1 }}"}',
    });
    const vars = new Map<string, Value>([['limit_gb', 7]]);
    const outcome = await world.app.placeOrder({ product: 'levels', customer: 1, vars });
    assert.equal(outcome.status, 0, outcome.failure?.message);
  });
});
