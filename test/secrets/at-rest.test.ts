import assert from 'node:assert/strict';
import { test } from 'node:test';
import { updateInventoryTemplate, createInventoryTemplate } from '../../src/crm/inventory-template.ts';
import {
  createInventory,
  getInventory,
  listInventory,
  secretValuesOf,
  updateInventory,
} from '../../src/crm/inventory.ts';
import { keepRemovalFacts, removalFacts, createService } from '../../src/crm/service.ts';
import type { Database } from '../../src/store/schema.ts';
import { sealerOf } from '../../src/store/sealer.ts';
import { demoDatabase } from '../crm/demo-database.ts';

const ki = '8F14E45FCEEA167A5A36DEDD4BEA2543';
const sim = { inventory_type: 'SIM Card', iccid: '8988001019999999990', imsi: '001019999999999' };

test('secret fields of stock are sealed in the row and opened for those who may see them', async t => {
  const { db } = await demoDatabase(t);
  const { inventory_id } = await createInventory(db, { ...sim, ki });
  assert.match(await storedFields(db, inventory_id), /"iccid":"8988001019999999990".*"ki":"sealed:/);
  assert.equal((await getInventory(db, inventory_id))['ki'], '********');
  assert.equal((await getInventory(db, inventory_id, { reveal: true }))['ki'], ki);
  assert.deepEqual(await secretValuesOf(db, [inventory_id]), [ki]);
  assert.equal((await updateInventory(db, inventory_id, { notes: 'x' }, { reveal: true }))['ki'], ki);
  assert.equal((await updateInventory(db, inventory_id, { ki: null }, { reveal: true }))['ki'], null);
});

test('a row from before, in the clear, is read, and sealed when it is next written', async t => {
  const { db } = await demoDatabase(t);
  const { inventory_id } = await createInventory(db, sim);
  const fields = JSON.stringify({ iccid: sim.iccid, imsi: sim.imsi, ki });
  await db.updateTable('inventory').set({ fields }).where('inventory_id', '=', inventory_id).execute();
  assert.equal((await getInventory(db, inventory_id, { reveal: true }))['ki'], ki);
  await updateInventory(db, inventory_id, { notes: 'x' });
  assert.ok(!(await storedFields(db, inventory_id)).includes(ki));
  assert.equal((await getInventory(db, inventory_id, { reveal: true }))['ki'], ki);
});

test('a text that only looks sealed comes back as it was given', async t => {
  const { db } = await demoDatabase(t);
  const iccid = `sealed:0123abcd:${'A'.repeat(60)}`;
  const { inventory_id } = await createInventory(db, { ...sim, iccid, ki: iccid });
  const item = await getInventory(db, inventory_id, { reveal: true });
  assert.deepEqual([item['iccid'], item['ki']], [iccid, iccid]);
});

test('secret fields that are unique stay so, can be found, and are nowhere in the clear', async t => {
  const { db } = await demoDatabase(t);
  const fields = [{ name: 'code', unique: true, secret: true }];
  await createInventoryTemplate(db, { inventory_type: 'Voucher', fields });
  const voucher = { inventory_type: 'Voucher', code: '9912345678901234' };
  const { inventory_id } = await createInventory(db, voucher);
  await assert.rejects(createInventory(db, voucher), { code: 'E_CONFLICT', message: /same code/ });
  const { data } = await listInventory(db, { filters: { code: voucher.code } });
  assert.deepEqual(
    data.map(item => [item.inventory_id, item['code']]),
    [[inventory_id, '********']],
  );
  const rows = await db.selectFrom('inventory_unique').selectAll().execute();
  assert.ok(!JSON.stringify(rows).includes(voucher.code));
});

test('items follow a template that calls a field secret, or no longer', async t => {
  const { db } = await demoDatabase(t);
  const template = await createInventoryTemplate(db, { inventory_type: 'Box', fields: [{ name: 'code' }] });
  const { inventory_id } = await createInventory(db, { inventory_type: 'Box', code: ki });
  const change = (secret: boolean): Promise<unknown> =>
    updateInventoryTemplate(db, template.inventory_template_id, { fields: [{ name: 'code', secret }] });
  await change(true);
  assert.ok(!(await storedFields(db, inventory_id)).includes(ki));
  assert.equal((await getInventory(db, inventory_id))['code'], '********');
  await change(false);
  assert.equal((await getInventory(db, inventory_id))['code'], ki);
});

test('facts for a removal are sealed', async t => {
  const { db } = await demoDatabase(t);
  const input = { customer_id: 2, product_id: 1, service_name: 'SIM', service_uuid: 'Service_a' };
  const { service_id } = await createService(db, input);
  await keepRemovalFacts(db, service_id, `{"ki": "${ki}"}`);
  const service = db.selectFrom('service').select('removal_facts').where('service_id', '=', service_id);
  assert.ok(sealerOf(db).isSealed(String((await service.executeTakeFirstOrThrow()).removal_facts)));
  assert.equal(await removalFacts(db, service_id), `{"ki": "${ki}"}`);
});

async function storedFields(db: Database, id: number): Promise<string> {
  const query = db.selectFrom('inventory').select('fields').where('inventory_id', '=', id);
  return (await query.executeTakeFirstOrThrow()).fields;
}
