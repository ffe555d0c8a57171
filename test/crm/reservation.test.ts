import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import {
  assignReservation,
  holdInventoryOfService,
  pickFree,
  releaseReservation,
  reserveInventory,
} from '../../src/crm/inventory-reservation.ts';
import { getInventory, listInventoryOfRun, updateInventory } from '../../src/crm/inventory.ts';
import { finishProvision } from '../../src/crm/provision-record.ts';
import { createService } from '../../src/crm/service.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { withTransaction } from '../../src/store/with-transaction.ts';
import { demoDatabase, startedRun } from './demo-database.ts';

const run = promisify(execFile);
const url = (file: string): string => JSON.stringify(new URL(`../../src/${file}`, import.meta.url).href);
const later = (): string => new Date(Date.now() + 60_000).toISOString();

test('two connections never get one item, twenty times out of twenty', async t => {
  const { db, path } = await demoDatabase(t);
  const other = await openDatabase(path);
  t.after(() => other.destroy());
  for (let item = 1; item <= 20; item++) {
    const runs = [await startedRun(db), await startedRun(db)];
    const results = await Promise.allSettled(
      [db, other].map((connection, at) => {
        const order = { inventoryIds: { 'SIM Card': item }, provisionId: runs[at] ?? 0, until: later() };
        return withTransaction(connection, tx => reserveInventory(tx, order));
      }),
    );
    const refused = results.filter(result => result.status === 'rejected');
    assert.equal(refused.length, 1);
    assert.match(String(refused[0]?.reason), /SIM Card \d+ is not free: run \d+ holds it/);
  }
});

test('processes that order at the same moment each get another item', async t => {
  const { db, path } = await demoDatabase(t);
  const script = `const { openDatabase } = await import(${url('store/open-database.js')});
    const { withTransaction } = await import(${url('store/with-transaction.js')});
    const { pickFree, reserveInventory } = await import(${url('crm/inventory-reservation.js')});
    const db = await openDatabase(${JSON.stringify(path)});
    for (const provisionId of process.argv.slice(1).map(Number)) {
      const item = await withTransaction(db, async tx => {
        const id = await pickFree(tx, 'SIM Card');
        await reserveInventory(tx, { inventoryIds: { 'SIM Card': id }, provisionId, until: '2099-01-01T00:00:00Z' });
        return id;
      });
      process.stdout.write(item + ' ');
    }
    await db.destroy();`;
  const runs: string[] = [];
  for (let n = 0; n < 20; n++) runs.push(String(await startedRun(db)));
  const shares = [runs.slice(0, 7), runs.slice(7, 14), runs.slice(14)];
  const outputs = await Promise.all(
    shares.map(share => run(process.execPath, ['--input-type=module', '-e', script, ...share])),
  );
  const items = outputs.flatMap(({ stdout }) => stdout.trim().split(' ')).map(Number);
  assert.deepEqual(
    items.toSorted((a, b) => a - b),
    Array.from({ length: 20 }, (_, at) => at + 1),
  );
  await assert.rejects(pickFree(db, 'SIM Card'), { code: 'E_STOCK' });
});

test('an order that cannot have all its items holds none', async t => {
  const { db } = await demoDatabase(t);
  const first = await startedRun(db);
  await reserveInventory(db, { inventoryIds: { 'Mobile Number': 21 }, provisionId: first, until: later() });
  const second = await startedRun(db);
  const inventoryIds = { 'SIM Card': 1, 'Mobile Number': 21 };
  const order = withTransaction(db, tx => reserveInventory(tx, { inventoryIds, provisionId: second, until: later() }));
  await assert.rejects(order, { code: 'E_STOCK', message: `Mobile Number 21 is not free: run ${first} holds it` });
  assert.equal((await getInventory(db, 1)).item_state, 'New');
});

test('it is told why an item cannot be had', async t => {
  const { db } = await demoDatabase(t);
  const provisionId = await startedRun(db);
  const reserve = (inventoryIds: Record<string, number>): Promise<void> =>
    reserveInventory(db, { inventoryIds, provisionId, until: later() });
  await assert.rejects(reserve({ 'SIM Card': 21 }), {
    code: 'E_STOCK',
    message: 'item 21 is a Mobile Number, not a SIM Card',
  });
  await assert.rejects(reserve({ 'SIM Card': 999 }), { code: 'E_NOT_FOUND' });
  await updateInventory(db, 2, { item_state: 'Assigned', customer_id: 3 });
  await assert.rejects(reserve({ 'SIM Card': 2 }), { code: 'E_STOCK', message: /Assigned and belongs to customer 3/ });
  await updateInventory(db, 3, { item_state: 'Faulty' });
  await assert.rejects(reserve({ 'SIM Card': 3 }), { code: 'E_STOCK', message: /it is Faulty/ });
  await updateInventory(db, 4, { item_state: 'Reserved' });
  await assert.rejects(reserve({ 'SIM Card': 4 }), { code: 'E_STOCK', message: /reserved by hand/ });
});

test('a release gives back what was not used, to the state it had', async t => {
  const { db } = await demoDatabase(t);
  await updateInventory(db, 1, { item_state: 'Used' });
  const provisionId = await startedRun(db);
  await reserveInventory(db, { inventoryIds: { 'SIM Card': 1, 'Mobile Number': 21 }, provisionId, until: later() });
  assert.deepEqual(
    (await listInventoryOfRun(db, provisionId)).map(item => item.item_state),
    ['Reserved', 'Reserved'],
  );
  await updateInventory(db, 21, { item_state: 'Assigned', customer_id: 1 }, { provisionId });
  assert.deepEqual(await releaseReservation(db, provisionId), { released: [1], kept: [21] });
  assert.deepEqual(await releaseReservation(db, provisionId), { released: [], kept: [] });
  const states = [await getInventory(db, 1), await getInventory(db, 21)].map(item => [
    item.item_state,
    item.reserved_by,
  ]);
  assert.deepEqual(states, [
    ['Used', null],
    ['Assigned', null],
  ]);
});

test('what a run has freed stays its own until the run ends', async t => {
  const { db } = await demoDatabase(t);
  const [first, second] = [await startedRun(db), await startedRun(db)];
  await reserveInventory(db, { inventoryIds: { 'SIM Card': 1 }, provisionId: first, until: later() });
  await updateInventory(db, 1, { item_state: 'Used' }, { provisionId: first });
  const take = (): Promise<void> =>
    reserveInventory(db, { inventoryIds: { 'SIM Card': 1 }, provisionId: second, until: later() });
  await assert.rejects(take, { code: 'E_STOCK' });
  assert.equal(await pickFree(db, 'SIM Card'), 2);
  await releaseReservation(db, first);
  await take();
});

test('success makes the customer and the service owners of all that was held', async t => {
  const { db } = await demoDatabase(t);
  const provisionId = await startedRun(db);
  await reserveInventory(db, { inventoryIds: { 'SIM Card': 1, 'Mobile Number': 21 }, provisionId, until: later() });
  const { service_id } = await createService(
    db,
    { customer_id: 1, product_id: 1, service_name: 'x', service_uuid: 'S_1' },
    provisionId,
  );
  await assignReservation(db, { provisionId, customerId: 1, serviceId: service_id });
  for (const id of [1, 21]) {
    const item = await getInventory(db, id);
    assert.deepEqual(
      [item.item_state, item.customer_id, item.service_id, item.reserved_by],
      ['Assigned', 1, service_id, null],
    );
  }
  const removal = await startedRun(db, service_id);
  await holdInventoryOfService(db, { serviceId: service_id, provisionId: removal, until: later() });
  assert.deepEqual((await releaseReservation(db, removal)).kept, [1, 21]);
});

test('nobody else moves an item that a run holds', async t => {
  const { db } = await demoDatabase(t);
  const provisionId = await startedRun(db);
  await reserveInventory(db, { inventoryIds: { 'SIM Card': 1 }, provisionId, until: later() });
  await assert.rejects(updateInventory(db, 1, { item_state: 'Faulty' }), {
    code: 'E_CONFLICT',
    message: `item 1 is held by run ${provisionId}`,
  });
  await updateInventory(db, 1, { notes: 'a note moves nothing' });
  await updateInventory(db, 1, { item_state: 'Faulty' }, { provisionId });
});

test('a hold ends with its time only when its run has ended', async t => {
  const { db } = await demoDatabase(t);
  const [dead, next] = [await startedRun(db), await startedRun(db)];
  const past = new Date(Date.now() - 1000).toISOString();
  await reserveInventory(db, { inventoryIds: { 'SIM Card': 1 }, provisionId: dead, until: past });
  const take = (): Promise<void> =>
    reserveInventory(db, { inventoryIds: { 'SIM Card': 1 }, provisionId: next, until: later() });
  await assert.rejects(take, { code: 'E_STOCK' });
  await finishProvision(db, dead, { provisioning_status: 2 });
  await take();
  assert.equal((await getInventory(db, 1)).reserved_by, next);
});
