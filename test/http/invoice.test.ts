import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { temporaryFolder } from '../store/temporary-database.ts';
import { openServer, type Call, type TestServer } from './test-server.ts';

const day = new Date().toISOString().slice(0, 10);
const wanted = { customer_id: 1, start_date: day, end_date: day };

async function billed(t: TestContext, more: object = {}): Promise<TestServer & { readonly call: Call }> {
  const server = await openServer(t, undefined, more);
  const call = await server.as(1);
  for (const [title, retail_cost, tax] of [
    ['<b>Setup</b>', 5, 1.05],
    ['Month {{ 7 * 7 }}', 15, 3.15],
    ['Credit', -2, -0.42],
  ] as const) {
    await call('PUT', '/crm/transaction/', { customer_id: 1, title, retail_cost, tax });
  }
  return { ...server, call };
}

test('an invoice gathers what is on none, once, and its sums are those of its transactions', async t => {
  const { call } = await billed(t);
  const { status, body } = await call('PUT', '/crm/invoice/', wanted);
  assert.equal(status, 200, JSON.stringify(body));
  const { invoice_number, total_amount, total_tax, invoice_status } = body;
  assert.deepEqual(
    [invoice_number, total_amount, total_tax, invoice_status],
    [`INV-${day.slice(0, 4)}-000001`, 18, 3.78, 'open'],
  );
  const rows = (await call('GET', '/crm/transaction/customer_id/1')).body.data;
  assert.ok(rows.every(row => row['invoice_id'] === body['invoice_id']));
  assert.equal((await call('PUT', '/crm/invoice/', wanted)).status, 409);
  assert.equal((await call('PATCH', '/crm/transaction/transaction_id/1', { retail_cost: 1 })).status, 409);
  assert.equal((await call('DELETE', '/crm/transaction/transaction_id/1')).status, 409);
  assert.equal((await call('PATCH', '/crm/transaction/transaction_id/1', { title: 'Set-up' })).status, 200);
  await call('PUT', '/crm/transaction/', { customer_id: 1, title: 'More', retail_cost: 1, invoice_id: 1 });
  assert.equal((await call('GET', '/crm/invoice/invoice_id/1')).body['total_amount'], 19);
  const foreign = { customer_id: 2, title: 'More', retail_cost: 1, invoice_id: 1 };
  assert.equal((await call('PUT', '/crm/transaction/', foreign)).status, 409);
  assert.equal((await call('PUT', '/crm/transaction/', { ...foreign, invoice_id: 9 })).status, 400);
});

test('a void invoice keeps its number and frees its transactions; a paid one keeps them', async t => {
  const { call } = await billed(t);
  await call('PUT', '/crm/invoice/', wanted);
  assert.equal((await call('DELETE', '/crm/invoice/invoice_id/1')).body['invoice_status'], 'void');
  assert.equal((await call('PATCH', '/crm/invoice/invoice_id/1', { invoice_status: 'open' })).status, 409);
  const { body } = await call('PUT', '/crm/invoice/', wanted);
  assert.deepEqual([body['invoice_number'], body['total_amount']], [`INV-${day.slice(0, 4)}-000002`, 18]);
  assert.equal(
    (await call('PATCH', '/crm/invoice/invoice_id/2', { invoice_status: 'paid' })).body['invoice_status'],
    'paid',
  );
  assert.equal((await call('PATCH', '/crm/transaction/transaction_id/1', { invoice_id: null })).status, 409);
});

test('what is no invoice is refused', async t => {
  const { call } = await billed(t);
  for (const [body, status] of [
    [{}, 400],
    [{ ...wanted, start_date: '2026-02-30' }, 400],
    [{ ...wanted, start_date: '2999-01-01' }, 400],
    [{ ...wanted, customer_id: 99 }, 400],
    [{ ...wanted, total_amount: 1 }, 400],
    [{ customer_id: 1, start_date: '2020-01-01', end_date: '2020-01-31' }, 409],
  ] as const) {
    assert.equal((await call('PUT', '/crm/invoice/', body)).status, status, JSON.stringify(body));
  }
  assert.equal((await call('GET', '/crm/invoice/')).body.data.length, 0);
});

test('its page shows texts as texts, by the shipped template or by one of the operator', async t => {
  const templateFile = join(temporaryFolder(t), 'own.html');
  writeFileSync(
    templateFile,
    "{{ customer.customer_name }}: {{ transactions | map(attribute='title') | join(', ') }} {{ invoice.total }}",
  );
  const invoices = { currency: 'EUR', dueDays: 7, issuer: 'Us & Co' };
  for (const [file, expected] of [
    [undefined, /&lt;b&gt;Setup&lt;\/b&gt;[\s\S]*Month \{\{ 7 \* 7 \}\}[\s\S]*Total EUR[\s\S]*21\.78/],
    [templateFile, /: &lt;b&gt;Setup&lt;\/b&gt;, Month \{\{ 7 \* 7 \}\}, Credit 21\.78$/],
  ] as const) {
    const { call, server, tokens } = await billed(t, { invoices: { ...invoices, templateFile: file } });
    await call('PUT', '/crm/invoice/', wanted);
    const headers = { authorization: `Bearer ${await tokens.issueToken({ userId: 1 })}` };
    const reply = await server.inject({ url: '/crm/invoice/invoice_id/1/html', headers });
    assert.match(reply.body, expected);
    assert.match(String(reply.headers['content-type']), /^text\/html/);
  }
});
