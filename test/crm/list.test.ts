import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getCustomer, listCustomers } from '../../src/crm/customer.ts';
import { listInventory } from '../../src/crm/inventory.ts';
import { listProducts } from '../../src/crm/product.ts';
import { demoDatabase } from './demo-database.ts';

test('pages part the rows without gap or overlap', async t => {
  const { db } = await demoDatabase(t);
  const { total } = (await listInventory(db)).pagination;
  const pages = Math.ceil(total / 7);
  const seen: number[] = [];
  for (let page = 1; page <= pages; page++) {
    const { data, pagination } = await listInventory(db, {
      page: String(page),
      per_page: '7',
      sort: 'inventory_type',
      order: 'desc',
    });
    seen.push(...data.map(item => item.inventory_id));
    assert.deepEqual(pagination, { page, per_page: 7, total, pages });
  }
  assert.equal(new Set(seen).size, total);
  const last = seen.slice(0, 20);
  assert.deepEqual(
    last,
    last.toSorted((one, other) => other - one),
  );
});

test('filters take lists, single values, null and the kinds of their fields', async t => {
  const { db } = await demoDatabase(t);
  const slugs = async (filters: string): Promise<string[]> =>
    (await listProducts(db, { filters, sort: 'product_slug' })).data.map(product => product.product_slug);
  const prompted = await slugs('{"category": ["addon"], "auto_renew": "prompt", "service_type": ["mobile"]}');
  assert.deepEqual(prompted, ['data-10gb', 'topup-monetary']);
  assert.deepEqual(await slugs('{"retail_cost": [15, "8.00"]}'), ['data-10gb', 'mobile-sim']);
  assert.deepEqual(await slugs('{"service_type": [null]}'), []);
  assert.deepEqual(await slugs('{"product_id": []}'), []);
  assert.equal((await slugs('{"terms": [null, "x"]}')).length, (await listProducts(db)).pagination.total);
});

test('a search looks for the very characters, in any case', async t => {
  const { db } = await demoDatabase(t);
  const total = async (search: string): Promise<number> => (await listProducts(db, { search })).pagination.total;
  assert.equal(await total('DATA 10'), 1);
  assert.equal(await total('%'), 0);
  assert.equal(await total('_'), 0);
  assert.equal(await total('   '), (await listProducts(db)).pagination.total);
  assert.equal(await total('3'), 1);
});

test('unique fields of stock can be filtered and searched', async t => {
  const { db } = await demoDatabase(t);
  const ids = async (query: object): Promise<number[]> =>
    (await listInventory(db, query)).data.map(item => item.inventory_id);
  assert.deepEqual(await ids({ filters: { msisdn: ['99975550003', '99975550001'] } }), [21, 23]);
  assert.deepEqual(await ids({ filters: '{"imsi": "001010000000002", "item_state": ["New"]}' }), [2]);
  assert.deepEqual(await ids({ filters: { imsi: '001010000000002', msisdn: '99975550001' } }), []);
  assert.deepEqual(await ids({ search: '8988001010000000014' }), [1]);
});

const refused = [
  { sort: 'product_id; drop table product' },
  { sort: 'constructor' },
  { order: 'up' },
  { page: '0' },
  { page: '1e9' },
  { per_page: 501 },
  { filters: '{"password_hash": [1]}' },
  { filters: '[1]' },
  { filters: '{' },
  { filters: { enabled: ['perhaps'] } },
  { filters: { category: ['thing'] } },
];

for (const query of refused) {
  test(`refuses ${JSON.stringify(query)}`, async t => {
    const { db } = await demoDatabase(t);
    await assert.rejects(listProducts(db, query), { code: 'E_INPUT' });
  });
}

test('the kept total of a large table counts what came since, and pages stay right by any column', async t => {
  const { db } = await demoDatabase(t);
  const before = (await listCustomers(db)).pagination.total;
  const far = { ...(await getCustomer(db, 1)), customer_id: 500_000, customer_stripe_id: null };
  const add = async (customer_name: string, row: object = {}): Promise<number> =>
    (
      await db
        .insertInto('customer')
        .values({ ...far, customer_enabled: 1, customer_name, ...row })
        .returning('customer_id')
        .executeTakeFirstOrThrow()
    ).customer_id;
  await add('Zoe');
  assert.equal((await listCustomers(db)).pagination.total, before + 1);
  const last = await add('Abe', { customer_id: 500_001 });
  for (const sort of ['customer_id', 'customer_name']) {
    const pages = await Promise.all(
      [1, 2, 3].map(page => listCustomers(db, { page, per_page: Math.ceil((before + 2) / 3), sort })),
    );
    const ids = pages.flatMap(({ data }) => data.map(row => row.customer_id));
    assert.deepEqual([new Set(ids).size, pages[0]?.pagination.total], [before + 2, before + 2]);
    assert.equal(sort === 'customer_id' ? ids.at(-1) : ids[0], last);
  }
});
