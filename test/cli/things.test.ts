import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { errorOf, jsonOf, TestHome } from './omnicrm.ts';

const at = new TestHome();
before(async () => assert.equal((await at.run(['init'])).code, 0));
after(() => at.remove());

const rowsOf = async (...args: string[]): Promise<Record<string, unknown>[]> => {
  const { data }: { data: Record<string, unknown>[] } = JSON.parse((await at.run([...args, '--json'])).stdout);
  return data;
};

describe('product', () => {
  test('add, show, set and list agree', async () => {
    const added = jsonOf(
      await at.run(['product', 'add', 'product_slug=Mini', 'product_name=Mini SIM', 'retail_cost=19.90', '--json']),
    );
    assert.equal(added['retail_cost'], 19.9);
    assert.equal((await at.run(['product', 'set', 'Mini', 'product_name=Mini', 'comment=small'])).code, 0);
    const shown = jsonOf(await at.run(['product', 'show', 'Mini', '--json']));
    assert.deepEqual([shown['product_name'], shown['comment'], shown['retail_cost']], ['Mini', 'small', 19.9]);
    assert.equal((await at.run(['product', 'set', 'Mini', 'comment='])).code, 0);
    const [listed] = await rowsOf('product', 'list', '--filter', 'product_slug=Mini');
    assert.equal(listed?.['comment'], null);
  });

  test('list is a table that nothing is cut from in a pipe', async () => {
    const { stdout } = await at.run(['product', 'list']);
    assert.match(stdout, /^ID +SLUG +NAME/);
    assert.match(stdout, /Mini/);
  });

  test('a wrong field is 65 and named', async () => {
    const outcome = await at.run(['product', 'add', 'product_slug=b', 'product_name=B', 'retail_cost=cheap', '--json']);
    assert.equal(outcome.code, 65);
    assert.match(errorOf(outcome).message, /retail_cost/);
  });

  test('an unknown one is 66', async () => {
    const outcome = await at.run(['product', 'show', 'nope', '--json']);
    assert.deepEqual([outcome.code, errorOf(outcome).code], [66, 'E_NOT_FOUND']);
  });

  test('the same slug again is refused with 1', async () => {
    const outcome = await at.run(['product', 'add', 'product_slug=Mini', 'product_name=Again', '--json']);
    assert.deepEqual([outcome.code, errorOf(outcome).code], [1, 'E_CONFLICT']);
  });

  test('a value may come from a file or from standard input', async () => {
    writeFileSync(join(at.folder, 'comment.txt'), 'from a file\n');
    assert.equal((await at.run(['product', 'set', 'Mini', 'comment=@comment.txt'])).code, 0);
    assert.equal(jsonOf(await at.run(['product', 'show', 'Mini', '--json']))['comment'], 'from a file');
    await at.run(['product', 'set', 'Mini', 'comment=@-'], { input: 'from stdin\n' });
    assert.equal(jsonOf(await at.run(['product', 'show', 'Mini', '--json']))['comment'], 'from stdin');
  });
});

describe('import', () => {
  test('CSV rows become customers', async () => {
    writeFileSync(join(at.folder, 'customers.csv'), 'customer_name\nAnna\n"Beispiel, GmbH"\n');
    assert.equal((await at.run(['customer', 'import', 'customers.csv'])).code, 0);
    const names = (await rowsOf('customer', 'list', '--sort', 'customer_id', '--order', 'asc')).map(
      row => row['customer_name'],
    );
    assert.deepEqual(names, ['Anna', 'Beispiel, GmbH']);
  });

  test('bad rows are named by number and nothing is written', async () => {
    const rows = JSON.stringify([{ customer_name: 'Carla' }, { customer_name: '' }, { customer_status: 'Asleep' }]);
    const outcome = await at.run(['customer', 'import', '-', '--format', 'json', '--json'], { input: rows });
    assert.equal(outcome.code, 65);
    assert.match(JSON.stringify(jsonOf(outcome)), /2/);
    assert.deepEqual((await rowsOf('customer', 'list', '--search', 'Carla')).length, 0);
  });

  test('a file of unknown format is 64', async () => {
    assert.equal((await at.run(['customer', 'import', 'customers.xls'])).code, 64);
  });

  test('a missing file is 66', async () => {
    assert.equal((await at.run(['customer', 'import', 'nobody.csv'])).code, 66);
  });
});
