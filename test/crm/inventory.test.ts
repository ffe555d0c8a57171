import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createInventoryTemplate,
  deleteInventoryTemplate,
  getInventoryTemplateByType,
  updateInventoryTemplate,
} from '../../src/crm/inventory-template.ts';
import {
  createInventory,
  deleteInventory,
  getInventory,
  listInventory,
  listInventoryOfCustomer,
  secretValuesOf,
  updateInventory,
} from '../../src/crm/inventory.ts';
import { demoDatabase } from './demo-database.ts';

const sim = { inventory_type: 'SIM Card', iccid: '8988001019999999990', imsi: '001019999999999' };

test('an item shows the fields of its type beside its own; secrets only when revealed', async t => {
  const { db } = await demoDatabase(t);
  const { inventory_id } = await createInventory(db, { ...sim, ki: 'aabb', notes: 'spare' });
  const { ki, opc, imsi, item_state, notes } = await getInventory(db, inventory_id);
  assert.deepEqual([ki, opc, imsi, item_state, notes], ['********', null, '001019999999999', 'New', 'spare']);
  assert.equal((await getInventory(db, inventory_id, { reveal: true }))['ki'], 'aabb');
  assert.ok(!JSON.stringify(await listInventory(db, { per_page: 500 })).includes('aabb'));
  assert.deepEqual(await secretValuesOf(db, [inventory_id, 21]), ['aabb']);
});

test('identifiers are text: leading zeros and nineteen digits stay', async t => {
  const { db } = await demoDatabase(t);
  const item = await createInventory(db, { ...sim, iccid: 8988001019999999990n, imsi: 10101 });
  assert.deepEqual([item['iccid'], item['imsi']], ['8988001019999999990', '10101']);
  await assert.rejects(
    createInventory(db, { ...sim, iccid: 2 ** 60 }),
    /iccid: a long number must be written in quotes/,
  );
});

test('unique fields are unique within their type, after changes too', async t => {
  const { db } = await demoDatabase(t);
  const first = '8988001010000000014';
  await assert.rejects(createInventory(db, { ...sim, iccid: first }), {
    code: 'E_CONFLICT',
    message: /same iccid: item 1/,
  });
  const { inventory_id } = await createInventory(db, sim);
  await assert.rejects(updateInventory(db, inventory_id, { iccid: first }), { code: 'E_CONFLICT' });
  await updateInventory(db, 1, { iccid: '1234' });
  assert.equal((await updateInventory(db, inventory_id, { iccid: first }))['iccid'], first);
  assert.equal((await listInventory(db, { filters: { iccid: first } })).data[0]?.inventory_id, inventory_id);
});

test('a failed item leaves nothing behind', async t => {
  const { db } = await demoDatabase(t);
  const { total } = (await listInventory(db)).pagination;
  await assert.rejects(createInventory(db, { ...sim, imsi: '001010000000001' }), { code: 'E_CONFLICT' });
  assert.equal((await listInventory(db)).pagination.total, total);
  assert.equal((await createInventory(db, sim))['iccid'], sim.iccid);
});

const refusedInputs: readonly (readonly [object, RegExp])[] = [
  [{ inventory_type: 'SIM Cart' }, /did you mean|no inventory type/],
  [{ iccid: '1' }, /inventory_type: is required/],
  [{ inventory_type: 'SIM Card', iccid: '1' }, /imsi: is required/],
  [{ ...sim, imzi: '1' }, /did you mean imsi/],
  [{ ...sim, msisdn: '1' }, /msisdn: is unknown/],
  [{ ...sim, item_state: 'Assigned' }, /without a customer_id/],
  [{ ...sim, ki: '********' }, /only stands for the secret/],
  [{ ...sim, reserved_by: 1 }, /reserved_by: cannot be set/],
];

for (const [input, message] of refusedInputs) {
  test(`refuses ${JSON.stringify(input)}`, async t => {
    const { db } = await demoDatabase(t);
    await assert.rejects(createInventory(db, { ...input }), { code: 'E_INPUT', message });
  });
}

test('an item goes from state to state as stock does', async t => {
  const { db } = await demoDatabase(t);
  const go = (item_state: string, changes: object = {}): Promise<unknown> =>
    updateInventory(db, 1, { item_state, ...changes });
  await assert.rejects(go('Assigned'), { code: 'E_INPUT', message: /without a customer_id/ });
  await go('Assigned', { customer_id: '1', service_id: null });
  assert.deepEqual(
    (await listInventoryOfCustomer(db, 1)).map(item => item.inventory_id),
    [1],
  );
  await assert.rejects(go('Reserved', { customer_id: null }), {
    code: 'E_CONFLICT',
    message: /Assigned and cannot become Reserved/,
  });
  await assert.rejects(updateInventory(db, 1, { customer_id: null }), { code: 'E_INPUT' });
  await assert.rejects(deleteInventory(db, 1), { code: 'E_CONFLICT' });
  await go('Used', { customer_id: null });
  await go('Decommissioned');
  await assert.rejects(go('New'), { code: 'E_CONFLICT', hint: /for good/ });
  await assert.rejects(go('Lost'), { code: 'E_INPUT' });
  assert.equal((await deleteInventory(db, 1)).inventory_id, 1);
});

test('the type of an item stays', async t => {
  const { db } = await demoDatabase(t);
  await assert.rejects(updateInventory(db, 1, { inventory_type: 'Modem' }), { code: 'E_INPUT', message: /stays one/ });
});

test('a template can grow a unique field when no two items collide in it', async t => {
  const { db } = await demoDatabase(t);
  const template = await createInventoryTemplate(db, { inventory_type: 'Box', fields: [{ name: 'serial' }] });
  await createInventory(db, { inventory_type: 'Box', serial: 'a' });
  const { inventory_id } = await createInventory(db, { inventory_type: 'Box', serial: 'a' });
  const change = { inventory_type: 'Set-top Box', fields: '[{"name": "serial", "unique": true}]' };
  const grow = (): Promise<unknown> => updateInventoryTemplate(db, template.inventory_template_id, change);
  await assert.rejects(grow, { code: 'E_CONFLICT', message: /same serial/ });
  assert.equal((await getInventoryTemplateByType(db, 'Box')).fields[0]?.unique, false);
  await updateInventory(db, inventory_id, { serial: 'b' });
  await grow();
  assert.equal((await getInventory(db, inventory_id)).inventory_type, 'Set-top Box');
  await assert.rejects(createInventory(db, { inventory_type: 'Set-top Box', serial: 'b' }), { code: 'E_CONFLICT' });
  await assert.rejects(deleteInventoryTemplate(db, template.inventory_template_id), { code: 'E_CONFLICT' });
});

const refusedFields = [
  '[]',
  '{',
  [{ name: 'customer_id' }],
  [{ name: 'Big' }],
  [{ name: 'a', secrt: true }],
  [{ name: 'a' }, { name: 'a' }],
  [1],
];

for (const fields of refusedFields) {
  test(`refuses a template of ${JSON.stringify(fields)}`, async t => {
    const { db } = await demoDatabase(t);
    await assert.rejects(createInventoryTemplate(db, { inventory_type: 'X', fields }), { code: 'E_INPUT' });
  });
}
