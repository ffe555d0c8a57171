import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCustomer, deleteCustomer, listCustomers, updateCustomer } from '../../src/crm/customer.ts';
import { listProvisions } from '../../src/crm/provision-record.ts';
import { createService, deleteService, listServices } from '../../src/crm/service.ts';
import { demoDatabase, startedRun } from './demo-database.ts';

test('customers are found by any part of name and tax id, in any case, and signs are only signs', async t => {
  const { db } = await demoDatabase(t);
  const { customer_id } = await createCustomer(db, {
    customer_name: 'Žofie "100%" O\'Hara',
    tax_identifier: 'CZ-42_7',
  });
  const found = async (search: string): Promise<boolean> =>
    (await listCustomers(db, { search, per_page: 100 })).data.some(row => row.customer_id === customer_id);
  for (const text of ['žofie', 'FIE "1', '00%', "o'h", '-42_', 'Ha', '7', String(customer_id)])
    assert.ok(await found(text), text);
  for (const text of ['zofie*', 'OR', 'fie NEAR har', '4%7', '"', '']) {
    assert.equal(await found(text), ['"', ''].includes(text), text);
  }
  await updateCustomer(db, customer_id, { customer_name: 'Renamed' });
  assert.deepEqual([await found('Žofie'), await found('renam')], [false, true]);
  await deleteCustomer(db, customer_id);
  assert.equal(await found('renam'), false);
});

test("services are found by name, uuid and their customer's name", async t => {
  const { db } = await demoDatabase(t);
  const { customer_id } = await createCustomer(db, { customer_name: 'Waldemar' });
  const input = { customer_id, product_id: 1, service_name: 'Line One', service_uuid: 'Service_f00d-1' };
  const { service_id } = await createService(db, input);
  for (const search of ['ine o', 'F00D', 'waldem', 'wa']) {
    assert.deepEqual(
      (await listServices(db, { search })).data.map(row => row.service_id),
      [service_id],
      search,
    );
  }
  await deleteService(db, service_id);
  assert.equal((await listServices(db, { search: 'f00d' })).pagination.total, 0);
});

test("runs are found by title, play and their customer's name; pages are right to the last", async t => {
  const { db } = await demoDatabase(t);
  for (let run = 0; run < 23; run++) await startedRun(db, null, 1 + (run % 2));
  const total = async (search: string): Promise<number> => (await listProvisions(db, { search })).pagination.total;
  assert.deepEqual([await total('omnicore'), await total('PSIM'), await total('nothing')], [23, 23, 0]);
  const pages = await Promise.all([1, 2, 3].map(page => listProvisions(db, { page, per_page: 10 })));
  assert.deepEqual(
    pages.flatMap(({ data }) => data.map(run => run.provision_id)),
    Array.from({ length: 23 }, (_, at) => 23 - at),
  );
  await db.deleteFrom('provision').where('provision_id', '=', 20).execute();
  const second = await listProvisions(db, { page: 2, per_page: 10 });
  assert.deepEqual([second.data[0]?.provision_id, second.pagination.total], [12, 22]);
  const upward = await listProvisions(db, { page: 3, per_page: 10, order: 'asc' });
  assert.deepEqual(
    upward.data.map(run => run.provision_id),
    [22, 23],
  );
});
