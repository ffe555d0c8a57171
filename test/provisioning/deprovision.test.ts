import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { getInventory } from '../../src/crm/inventory.ts';
import { listInventoryOfService } from '../../src/crm/list-inventory.ts';
import { createProduct } from '../../src/crm/product.ts';
import { getProvisionWithEvents } from '../../src/crm/provision-record.ts';
import { getService } from '../../src/crm/service.ts';
import type { InventoryItem } from '../../src/crm/types.ts';
import type { RunOutcome } from '../../src/provisioning/index.ts';
import type { Value } from '../../src/template/index.ts';
import { openWorld, type World } from './world.ts';

const DORMANT = new Map<string, Value>([['deprovision_subscriber', false]]);

/** A customer's play as the operator's pages teach it: no guard, a rescue that frees all the customer's stock, plain bodies. */
const CARELESS = `- name: Careless
  hosts: localhost
  gather_facts: no
  tasks:
    - name: Main block
      block:
        - name: Create service record
          uri:
            url: "{{ crm_config.crm.base_url }}/crm/service/"
            method: PUT
            headers: { Authorization: "Bearer {{ access_token }}" }
            body: { "customer_id": {{ customer_id }}, "product_id": {{ product_id }}, "service_uuid": "Careless_{{ 99999999 | random | to_uuid }}", "service_name": "Careless", "service_status": "Active" }
        - name: Break
          fail: { msg: "{{ breaks }}" }
          when: breaks != ''
      rescue:
        - name: Get Inventory items linked to this service
          uri:
            url: "{{ crm_config.crm.base_url }}/crm/inventory/customer_id/{{ customer_id }}"
            headers: { Authorization: "Bearer {{ access_token }}" }
          register: inventory_api_response
          ignore_errors: True
        - name: Return inventory to pool
          uri:
            url: "{{ crm_config.crm.base_url }}/crm/inventory/inventory_id/{{ item.inventory_id }}"
            method: PATCH
            headers: { Authorization: "Bearer {{ access_token }}" }
            body: { service_id: null, customer_id: null, item_state: "Used" }
          with_items: "{{ inventory_api_response.json.data }}"
          ignore_errors: True
        - name: Set status
          assert:
            that: action == "deprovision"
`;

describe('the removal of a mobile service', () => {
  let world: World;
  let untouched: string;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());
  beforeEach(async () => {
    await world.lab.clearFaults();
    await world.lab.up();
    untouched = world.lab.digest(['ocs', 'hss']);
  });

  const provision = async (
    inventory?: ReadonlyMap<string, number>,
  ): Promise<{ run: RunOutcome; items: InventoryItem[] }> => {
    const order = { product: 'mobile-sim', customer: 1, pick: true, ...(inventory === undefined ? {} : { inventory }) };
    const run = await world.app.placeOrder(order);
    assert.equal(run.status, 0, run.failure?.message);
    return { run, items: await listInventoryOfService(world.app.db, run.serviceId ?? 0) };
  };
  const remove = (run: RunOutcome, vars?: ReadonlyMap<string, Value>): Promise<RunOutcome> =>
    world.app.deprovision({ service: run.serviceId ?? 0, ...(vars === undefined ? {} : { vars }) });
  const subscribers = (imsi: string) => world.lab.hss.map(node => node.byImsi(imsi));
  const statusOf = async (run: RunOutcome) => (await getService(world.app.db, run.serviceId ?? 0)).service_status;

  it('leaves nothing at any backend, and its stock used', async () => {
    const { run, items } = await provision();
    const removed = await remove(run);
    assert.deepEqual([removed.status, removed.verdict], [0, undefined], removed.failure?.message);
    assert.equal(world.lab.digest(['ocs', 'hss']), untouched);
    for (const { inventory_id } of items) {
      const { item_state, customer_id, service_id } = await getInventory(world.app.db, inventory_id);
      assert.deepEqual([item_state, customer_id, service_id], ['Used', null, null]);
    }
  });

  it('counts the guard and the steps of the rescue as successes', async () => {
    const { run } = await provision();
    const removed = await remove(run);
    const { provisioning_result_json: events } = await getProvisionWithEvents(world.app.db, removed.provisionId ?? 0);
    assert.deepEqual(
      events.filter(event => event.provisioning_status !== 0),
      [],
    );
  });

  it('parks the SIM where it is to be used again, and brings it back with a new number', async () => {
    const { run, items } = await provision();
    const [sim] = items;
    const imsi = String(sim?.['imsi']);
    assert.equal((await remove(run, DORMANT)).status, 0);
    for (const parked of subscribers(imsi)) assert.equal(parked?.['msisdn'], `9999${imsi.slice(-10)}`);
    assert.equal((await getInventory(world.app.db, sim?.inventory_id ?? 0)).item_state, 'Used');
    assert.deepEqual((await world.app.audit()).findings, []);
    const parkedLab = world.lab.digest(['ocs', 'hss']);

    const sameSim = new Map([['SIM Card', sim?.inventory_id ?? 0]]);
    world.lab.fault({
      match: { instance: 'hss2', path: '/ims_subscriber/**', method: 'PUT' },
      effect: { status: { code: 500 } },
    });
    const failed = await world.app.placeOrder({
      product: 'mobile-sim',
      customer: 2,
      inventory: sameSim,
      pick: true,
      vars: new Map<string, Value>([
        ['ue_ambr_dl', 5],
        ['hss_apn_list', '2'],
        ['ifc_path', 'other_ifc.xml'],
      ]),
    });
    await world.lab.clearFaults();
    assert.deepEqual([failed.status, failed.verdict], [2, 'clean']);
    assert.equal(world.lab.digest(['ocs', 'hss']), parkedLab);

    const { run: second, items: now } = await provision(sameSim);
    const number = now.find(item => item.inventory_type === 'Mobile Number');
    for (const live of subscribers(imsi)) assert.equal(live?.['msisdn'], number?.['msisdn']);
    assert.deepEqual((await world.app.audit()).findings, []);
    assert.equal((await remove(second)).status, 0);
    assert.deepEqual(
      subscribers(imsi).map(row => row === undefined),
      [true, true],
    );
  });

  it('says so when an HSS is away, keeps the service, and finishes the next time', async () => {
    const { run } = await provision();
    world.lab.down('hss2');
    const failed = await remove(run);
    assert.deepEqual([failed.status, failed.verdict, await statusOf(run)], [2, 'dirty', 'Active']);
    await world.lab.up('hss2');
    const again = await remove(run);
    assert.equal(again.status, 0, again.failure?.message);
    assert.equal(await statusOf(run), 'Inactive');
    assert.equal(world.lab.digest(['ocs', 'hss']), untouched);
    assert.deepEqual((await world.app.audit()).findings, []);
  });

  it('finishes where one HSS has lost the subscriber', async () => {
    const { run, items } = await provision();
    const row = world.lab.hss[1]?.byImsi(String(items[0]?.['imsi']));
    await fetch(`${world.lab.hss[1]?.url}/subscriber/${Number(row?.['subscriber_id'])}`, { method: 'DELETE' });
    const removed = await remove(run);
    assert.equal(removed.status, 0, removed.failure?.message);
    assert.equal(world.lab.digest(['ocs', 'hss']), untouched);
  });

  it('changes nothing when repeated', async () => {
    const { run } = await provision();
    await remove(run);
    const calls = world.lab.journal.seq;
    const again = await remove(run);
    assert.deepEqual([again.status, again.repeated, again.provisionId], [0, true, undefined]);
    assert.equal(world.lab.journal.seq, calls);
  });

  it('leaves the other SIM of the customer alone', async () => {
    const [one, two] = [await provision(), await provision()];
    assert.equal((await remove(one.run)).status, 0);
    for (const { inventory_id } of two.items) {
      const item = await getInventory(world.app.db, inventory_id);
      assert.deepEqual([item.item_state, item.service_id], ['Assigned', two.run.serviceId]);
    }
    assert.ok(subscribers(String(two.items[0]?.['imsi'])).every(row => row?.['enabled'] === true));
    assert.equal((await remove(two.run)).status, 0);
  });
});

describe('a careless play', () => {
  let world: World;
  before(async () => {
    world = await openWorld({ hss: 1 });
    mkdirSync(join(world.home, 'plays'));
    writeFileSync(join(world.home, 'plays', 'play_careless.yaml'), CARELESS);
    await createProduct(world.app.db, {
      product_slug: 'careless',
      product_name: 'Careless',
      provisioning_play: 'play_careless',
      provisioning_json_vars: '{"breaks": ""}',
      inventory_items_list: "['SIM Card']",
    });
  });
  after(() => world.close());

  it('frees nothing of the live line when its order fails', async () => {
    const live = await world.app.placeOrder({ product: 'mobile-sim', customer: 1, pick: true });
    const held = await listInventoryOfService(world.app.db, live.serviceId ?? 0);
    const vars = new Map([['breaks', 'on purpose']]);
    const failed = await world.app.placeOrder({ product: 'careless', customer: 1, pick: true, vars });
    assert.deepEqual([failed.status, failed.failure?.message], [2, 'on purpose']);
    assert.deepEqual(await listInventoryOfService(world.app.db, live.serviceId ?? 0), held);

    const run = await getProvisionWithEvents(world.app.db, failed.provisionId ?? 0);
    const freed = run.provisioning_result_json.find(event => event.event_name === 'Return inventory to pool');
    assert.equal(freed?.provisioning_status, 3);
    const { results } = JSON.parse(freed?.provisioning_result_json ?? '{}') as { results: { status: number }[] };
    assert.deepEqual(
      results.map(({ status }) => status),
      [409, 409],
    );
    assert.equal((await getService(world.app.db, failed.serviceId ?? 0)).service_status, 'Inactive');
    assert.deepEqual((await world.app.audit()).findings, []);
  });

  it('never provisions when removal is asked for', async () => {
    const order = await world.app.placeOrder({ product: 'careless', customer: 2, pick: true });
    assert.equal(order.status, 0, order.failure?.message);
    const removed = await world.app.deprovision({ service: order.serviceId ?? 0 });
    assert.equal(removed.status, 0, removed.failure?.message);
    const { provisioning_result_json: events } = await getProvisionWithEvents(world.app.db, removed.provisionId ?? 0);
    assert.deepEqual(
      events.map(event => event.event_name),
      ['Get Inventory items linked to this service', 'Return inventory to pool', 'Set status'],
    );
    assert.deepEqual(await listInventoryOfService(world.app.db, order.serviceId ?? 0), []);
  });
});
