import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importThings, readRows } from '../../src/crm/import-things.ts';
import { getInventory, listInventory } from '../../src/crm/inventory.ts';
import { loadDemo } from '../../src/crm/load-demo.ts';
import { findProduct, listProducts } from '../../src/crm/product.ts';
import { temporaryDatabase } from '../store/temporary-database.ts';
import { demoDatabase } from './demo-database.ts';

const sims = {
  csv: 'inventory_type,iccid,imsi,notes\r\nSIM Card,8988001019999999990,001019999999999,"a, ""b""\r\nc"\r\nSIM Card,8988001019999999991,001019999999998,\r\n',
  yaml: '- {inventory_type: SIM Card, iccid: 8988001019999999990, imsi: 001019999999999}\n- {inventory_type: SIM Card, iccid: 8988001019999999991, imsi: 001019999999998}\n',
  json: '[{"inventory_type": "SIM Card", "iccid": 8988001019999999990, "imsi": "001019999999999"}, {"inventory_type": "SIM Card", "iccid": 8988001019999999991, "imsi": "001019999999998"}]',
} as const;

for (const format of ['csv', 'yaml', 'json'] as const) {
  test(`stock from ${format} keeps every digit of its identifiers`, async t => {
    const { db } = await demoDatabase(t);
    assert.deepEqual(await importThings(db, 'inventory', readRows(sims[format], format)), { created: 2, updated: 0 });
    const [found] = (await listInventory(db, { filters: { iccid: '8988001019999999990' } })).data;
    const item = await getInventory(db, found?.inventory_id);
    assert.deepEqual([item['iccid'], item['imsi']], ['8988001019999999990', '001019999999999']);
    if (format === 'csv') assert.equal(item.notes, 'a, "b"\r\nc');
  });
}

test('one wrong row and nothing is imported; all wrong rows are named', async t => {
  const { db } = await demoDatabase(t);
  const good = { inventory_type: 'Mobile Number', msisdn: '1' };
  const before = (await listInventory(db)).pagination.total;
  const rows = [good, { inventory_type: 'Mobile Number' }, good, { inventory_type: 'Phone', msisdn: '2' }];
  await assert.rejects(
    importThings(db, 'inventory', rows),
    (error: { message: string; details: { problems: { row: number }[] } }) => {
      assert.deepEqual(
        error.details.problems.map(problem => problem.row),
        [2, 3, 4],
      );
      assert.match(error.message, /3 of 4 inventory rows are wrong\n {2}row 2: Mobile Number: msisdn: is required/);
      return true;
    },
  );
  assert.equal((await listInventory(db)).pagination.total, before);
});

test('a row whose name exists changes that thing', async t => {
  const { db } = await demoDatabase(t);
  const rows = readRows(
    '- {product_slug: data-10gb, retail_cost: 9.90}\n- {product_slug: data-20gb, product_name: Local Data 20 GB}',
    'yaml',
  );
  assert.deepEqual(await importThings(db, 'product', rows), { created: 1, updated: 1 });
  const { retail_cost, product_name, product_id } = await findProduct(db, 'data-10gb');
  assert.deepEqual([retail_cost, product_name, product_id], [9.9, 'Local Data 10 GB', 5]);
});

const broken: readonly (readonly [string, 'yaml' | 'csv' | 'json', RegExp])[] = [
  ['a: [', 'yaml', /not YAML/],
  ['a: 1', 'yaml', /must hold a list/],
  ['- 1', 'yaml', /row 1 is not a mapping/],
  ['[{', 'json', /not JSON/],
  ['a,b\n"x', 'csv', /line 2/],
  ['a\nx,y', 'csv', /line 2: there are 2 cells for 1 names/],
];

for (const [text, format, message] of broken) {
  test(`refuses ${format} ${JSON.stringify(text)}`, () => {
    assert.throws(() => readRows(text, format), { code: 'E_INPUT', message });
  });
}

test('CSV without a last line break, with empty lines and a byte order mark', () => {
  assert.deepEqual(readRows('\uFEFFa,b\n1,\n\n,2', 'csv'), [{ a: '1' }, { b: '2' }]);
  assert.deepEqual(readRows('', 'csv'), []);
});

test('the demo is loaded once', async t => {
  const db = await temporaryDatabase(t);
  await Promise.all([loadDemo(db), loadDemo(db)]);
  await loadDemo(db);
  const slugs = (await listProducts(db)).data.map(product => product.product_slug);
  assert.deepEqual([slugs.length > 6, new Set(slugs).size], [true, slugs.length]);
  assert.equal((await listInventory(db, { filters: { inventory_type: 'SIM Card' } })).pagination.total, 20);
});

test('the ICCIDs of the demo end in their Luhn digit', async t => {
  const { db } = await demoDatabase(t);
  const { data } = await listInventory(db, { filters: { inventory_type: 'SIM Card' }, per_page: 20 });
  for (const { iccid } of data) assert.equal(luhnSum(String(iccid)) % 10, 0);
});

function luhnSum(digits: string): number {
  const weighed = Array.from(digits)
    .toReversed()
    .map((digit, at) => Number(digit) * (at % 2 === 0 ? 1 : 2));
  return weighed.reduce((sum, value) => sum + (value > 9 ? value - 9 : value), 0);
}

for (const [what, text, format, message] of [
  ['a broken row', '- ki: [0011223344556677', 'yaml', /^not YAML: .*\(line 1, column 24\)$/],
  ['an unknown tag', '- customer_name: !!python/object:os.system x', 'yaml', /Unresolved tag/],
  ['a name that is there twice', 'customer_name,customer_name\na,b\n', 'csv', /'customer_name' is there twice/],
] as const) {
  test(`${what} in ${format} is told without the row itself`, () => {
    assert.throws(
      () => readRows(text, format),
      (error: Error) => {
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /0011223344556677/);
        return true;
      },
    );
  });
}
