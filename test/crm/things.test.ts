import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContact, listContacts } from '../../src/crm/contact.ts';
import { createCustomer, deleteCustomer, getCustomer, listCustomers, updateCustomer } from '../../src/crm/customer.ts';
import { createPaymentMethod, listPaymentMethods, updatePaymentMethod } from '../../src/crm/payment-method.ts';
import { createProduct, deleteProduct, findProduct, listProducts, updateProduct } from '../../src/crm/product.ts';
import {
  createService,
  findService,
  keepRemovalFacts,
  listServices,
  listServicesCreatedBy,
  removalFacts,
} from '../../src/crm/service.ts';
import { createSite } from '../../src/crm/site.ts';
import { createTransaction, getTransaction, updateTransaction } from '../../src/crm/transaction.ts';
import { demoDatabase, startedRun } from './demo-database.ts';

test('a product keeps what it is given and fills in the rest', async t => {
  const { db } = await demoDatabase(t);
  const { total } = (await listProducts(db)).pagination;
  const product = await createProduct(db, {
    product_slug: 'iptv-basic',
    product_name: 'IPTV',
    category: 'ADDON',
    retail_cost: '15.50',
    wholesale_cost: 0.1,
    enabled: 'yes',
    contract_days: '30',
    provisioning_json_vars: { channels: 20 },
    inventory_items_list: ['SIM Card', "Bob's box"],
    available_from: '2026-02-28',
  });
  const { product_id, created, last_modified, ...rest } = product;
  assert.equal(product_id, total + 1);
  assert.match(created, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  assert.equal(last_modified, created);
  assert.deepEqual(rest, {
    product_slug: 'iptv-basic',
    product_name: 'IPTV',
    category: 'addon',
    service_type: null,
    enabled: true,
    icon: null,
    comment: null,
    retail_cost: 15.5,
    retail_setup_cost: 0,
    wholesale_cost: 0.1,
    wholesale_setup_cost: 0,
    provisioning_play: null,
    provisioning_json_vars: '{"channels":20}',
    inventory_items_list: `['SIM Card', "Bob's box"]`,
    residential: true,
    business: true,
    customer_can_purchase: true,
    auto_renew: 'prompt',
    contract_days: 30,
    features_list: null,
    terms: null,
    available_from: '2026-02-28',
    available_until: null,
  });
});

test('all that is wrong with an input is told at once, with the field that was meant', async t => {
  const { db } = await demoDatabase(t);
  const { total } = (await listProducts(db)).pagination;
  const input = {
    product_slug: 'has space',
    product_nam: 'x',
    category: 'thing',
    retail_cost: '1.234',
    enabled: 'perhaps',
    contract_days: -1,
    provisioning_play: '../../etc/passwd',
    provisioning_json_vars: '[1]',
    inventory_items_list: '[1]',
    available_from: '2026-02-30',
  };
  await assert.rejects(createProduct(db, input), (error: Error & { code: string; details: { fields: object } }) => {
    assert.equal(error.code, 'E_INPUT');
    assert.deepEqual(Object.keys(error.details.fields).toSorted(), [...Object.keys(input), 'product_name'].toSorted());
    assert.match(error.message, /product_nam: is unknown; did you mean product_name\?/);
    return true;
  });
  assert.equal((await listProducts(db)).pagination.total, total);
});

test('long numbers in the JSON of variables keep every digit', async t => {
  const { db } = await demoDatabase(t);
  const rounded = updateProduct(db, 1, {
    provisioning_json_vars: { sims: [{ iccid: Number('8988001010000000014') }] },
  });
  await assert.rejects(rounded, /a long number must be written in quotes/);
  const provisioning_json_vars = '{"iccid": 8988001010000000014, "rate": 1.10}';
  assert.equal((await updateProduct(db, 1, { provisioning_json_vars })).provisioning_json_vars, provisioning_json_vars);
});

test('a slug is met once, and found by its name or id', async t => {
  const { db } = await demoDatabase(t);
  await assert.rejects(createProduct(db, { product_slug: 'mobile-sim', product_name: 'x' }), { code: 'E_CONFLICT' });
  assert.equal((await findProduct(db, 'mobile-sim')).product_id, 1);
  assert.equal((await findProduct(db, '2')).product_slug, 'simple-service');
  await assert.rejects(findProduct(db, 'mobile-sin'), { code: 'E_NOT_FOUND', hint: 'did you mean mobile-sim?' });
  await assert.rejects(findProduct(db, 99), { code: 'E_NOT_FOUND' });
});

test('a change touches only what it names, and null only what may be null', async t => {
  const { db } = await demoDatabase(t);
  const before = await getCustomer(db, 2);
  const after = await updateCustomer(db, '2', { tax_identifier: null });
  assert.deepEqual({ ...after, last_modified: '' }, { ...before, tax_identifier: null, last_modified: '' });
  await assert.rejects(updateCustomer(db, 2, { customer_name: null }), {
    code: 'E_INPUT',
    message: /must not be null/,
  });
  await assert.rejects(updateCustomer(db, 2, { customer_name: ' ' }), {
    code: 'E_INPUT',
    message: /must not be empty/,
  });
  await assert.rejects(updateCustomer(db, 99, {}), { code: 'E_NOT_FOUND' });
  await assert.rejects(getCustomer(db, '1 or 1=1'), { code: 'E_INPUT' });
});

test('what is in use is not deleted', async t => {
  const { db } = await demoDatabase(t);
  await createService(db, { customer_id: 2, product_id: 2, service_name: 'x', service_uuid: 'Service_x' });
  await assert.rejects(deleteProduct(db, 2), { code: 'E_CONFLICT', hint: /disable/ });
  await assert.rejects(deleteCustomer(db, 2), { code: 'E_CONFLICT' });
  assert.equal((await deleteProduct(db, 5)).product_slug, 'data-10gb');
  await assert.rejects(deleteProduct(db, 5), { code: 'E_NOT_FOUND' });
});

test('template text and quotes in a name are only text', async t => {
  const { db } = await demoDatabase(t);
  const customer_name = `{{ 7*7 }}'; drop table customer; -- "\u{1F600}`;
  const { customer_id } = await createCustomer(db, { customer_name });
  assert.equal((await getCustomer(db, customer_id)).customer_name, customer_name);
  assert.equal((await listCustomers(db, { search: `'; DROP` })).data[0]?.customer_id, customer_id);
});

test('references must exist', async t => {
  const { db } = await demoDatabase(t);
  await assert.rejects(
    createContact(db, { customer_id: 99, contact_name: 'x' }),
    /customer_id: there is no customer 99/,
  );
  await assert.rejects(createSite(db, { site_name: 'x' }), /customer_id: is required/);
  const contacts = await listContacts(db, { filters: { customer_id: 1 } });
  assert.deepEqual(
    contacts.data.map(contact => contact.contact_phone),
    ['99975559001'],
  );
});

test('a service takes prices and type of its product, unless it has its own', async t => {
  const { db } = await demoDatabase(t);
  const input = { customer_id: '1', product_id: '1', service_name: 'SIM', service_uuid: 'Service_a' };
  const own = await createService(db, { ...input, retail_cost: '12.5' });
  assert.deepEqual(
    [own.retail_cost, own.wholesale_cost, own.service_type, own.service_status],
    [12.5, 3, 'mobile', 'Active'],
  );
  await assert.rejects(createService(db, input), { code: 'E_CONFLICT', message: /service_uuid/ });
});

test('a run that makes its service again gets the one it made', async t => {
  const { db } = await demoDatabase(t);
  const run = await startedRun(db);
  const input = { customer_id: 1, product_id: 1, service_name: 'SIM', service_uuid: 'Service_a' };
  const first = await createService(db, input, run);
  assert.deepEqual(await createService(db, input, run), first);
  assert.deepEqual(await listServicesCreatedBy(db, run), [first]);
  await assert.rejects(createService(db, input, await startedRun(db)), { code: 'E_CONFLICT' });
});

test('services are found by customer, stock and uuid', async t => {
  const { db } = await demoDatabase(t);
  const service = await createService(db, {
    customer_id: 2,
    product_id: 1,
    service_name: 'SIM',
    service_uuid: 'Service_a',
  });
  await db.updateTable('inventory').set({ service_id: service.service_id }).where('inventory_id', '=', 21).execute();
  for (const search of ['harbour', '99975550001', 'service_A', String(service.service_id)]) {
    assert.deepEqual((await listServices(db, { search })).data, [service], search);
  }
  assert.deepEqual((await listServices(db, { search: '99975550002' })).data, []);
  assert.deepEqual(await findService(db, 'Service_a'), service);
});

test('facts for the removal are kept and not shown', async t => {
  const { db } = await demoDatabase(t);
  const { service_id } = await createService(db, {
    customer_id: 2,
    product_id: 1,
    service_name: 'SIM',
    service_uuid: 'Service_a',
  });
  assert.equal(await removalFacts(db, service_id), null);
  await keepRemovalFacts(db, service_id, '{"imsi": 89880010100000000140}');
  assert.equal(await removalFacts(db, service_id), '{"imsi": 89880010100000000140}');
  assert.ok(!JSON.stringify(await findService(db, service_id)).includes('imsi'));
  await assert.rejects(keepRemovalFacts(db, 99, '{}'), { code: 'E_NOT_FOUND' });
});

test('a transaction may be a credit and may be changed', async t => {
  const { db } = await demoDatabase(t);
  const input = { customer_id: '1', title: 'Set-up', retail_cost: '-5.0' };
  const first = await createTransaction(db, input);
  assert.equal(first.retail_cost, -5);
  assert.notEqual((await createTransaction(db, input)).transaction_id, first.transaction_id);
  assert.equal((await updateTransaction(db, first.transaction_id, { tax: '0.95' })).tax, 0.95);
  assert.equal((await getTransaction(db, first.transaction_id)).tax, 0.95);
});

test('a customer has one default card', async t => {
  const { db } = await demoDatabase(t);
  const second = await createPaymentMethod(db, { customer_id: 1, gateway_token: 'pm_nofunds', is_default: 'true' });
  const defaults = async (): Promise<string[]> => {
    const { data } = await listPaymentMethods(db, { filters: '{"is_default": [true], "customer_id": 1}' });
    return data.map(method => method.gateway_token);
  };
  assert.deepEqual(await defaults(), ['pm_nofunds']);
  await updatePaymentMethod(db, 1, { is_default: true });
  assert.deepEqual(await defaults(), ['pm_ok']);
  await assert.rejects(createPaymentMethod(db, { customer_id: 1, gateway_token: 'pm_ok' }), { code: 'E_CONFLICT' });
  assert.equal(second.is_default, true);
});
