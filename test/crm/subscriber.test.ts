import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createService, deleteService, updateService } from '../../src/crm/service.ts';
import {
  createSubscriber,
  deleteSubscriber,
  findSubscriberBy,
  getSubscriber,
  listSubscribers,
  updateSubscriber,
} from '../../src/crm/subscriber.ts';
import { deleteTariff, findTariff } from '../../src/crm/tariff.ts';
import type { Database } from '../../src/store/schema.ts';
import { sealerOf } from '../../src/store/sealer.ts';
import { demoDatabase } from './demo-database.ts';

const anna = { login: 'anna', tariff: 'Home 100', ip: '203.0.113.7', real_name: 'Anna', password: 'pppoe-secret' };

async function serviceOf(db: Database, customer_id: number): Promise<number> {
  const input = { customer_id, product_id: 1, service_name: 'Internet', service_uuid: `Internet_${customer_id}` };
  return (await createService(db, input)).service_id;
}

test('a subscriber has its tariff by name, its address and a password that is sealed and masked', async t => {
  const { db } = await demoDatabase(t);
  const made = await createSubscriber(db, anna);
  assert.deepEqual(
    [made.login, made.tariff, made.ip, made.real_name, made.password, made.balance, made.customer_id],
    ['anna', 'Home 100', '203.0.113.7', 'Anna', '********', 0, null],
  );
  const stored = await db.selectFrom('subscriber_profile').select('password').executeTakeFirstOrThrow();
  assert.ok(sealerOf(db).isSealed(stored.password ?? ''));
  const { subscriber_id } = made;
  assert.equal((await getSubscriber(db, subscriber_id, { reveal: true })).password, 'pppoe-secret');
  await updateSubscriber(db, subscriber_id, { password: '********', real_name: 'Anna B' });
  assert.equal((await getSubscriber(db, subscriber_id, { reveal: true })).password, 'pppoe-secret');
  assert.equal((await findSubscriberBy(db, 'anna')).real_name, 'Anna B');
  assert.equal((await updateSubscriber(db, subscriber_id, { tariff: null, password: null })).tariff_id, null);
  assert.deepEqual(
    (await listSubscribers(db, { search: 'ann' })).data.map(({ login, password }) => [login, password]),
    [['anna', null]],
  );
});

test('wrong input is refused in words', async t => {
  const { db } = await demoDatabase(t);
  await createSubscriber(db, anna);
  for (const [input, code, message] of [
    [{ login: 'a b' }, 'E_INPUT', /login/],
    [{ login: 'b', tariff: 'Home 10' }, 'E_INPUT', /tariff: there is no tariff Home 10/],
    [{ login: 'b', balance: 5 }, 'E_INPUT', /balance: cannot be set/],
    [{ login: 'b', customer_id: 1 }, 'E_INPUT', /customer_id: cannot be set/],
    [{ login: 'b', ip: '203.0.113.300' }, 'E_INPUT', /ip/],
    [{ login: 'b', password: 7 }, 'E_INPUT', /password/],
    [{ login: 'b', service_id: 99 }, 'E_INPUT', /service_id/],
    [{ login: 'anna' }, 'E_CONFLICT', /login/],
    [{ login: 'b', ip: '203.0.113.7' }, 'E_CONFLICT', /the address of anna/],
  ] as const)
    await assert.rejects(createSubscriber(db, input), { code, message }, JSON.stringify(input));
  assert.equal((await listSubscribers(db)).pagination.total, 1);
  const { tariff_id } = await findTariff(db, 'Home 100');
  await assert.rejects(deleteTariff(db, tariff_id), { code: 'E_CONFLICT' });
});

test('its customer is the customer of its service, whichever changes', async t => {
  const { db } = await demoDatabase(t);
  const [first, second] = [await serviceOf(db, 1), await serviceOf(db, 2)];
  const { subscriber_id, customer_id } = await createSubscriber(db, { ...anna, service_id: first });
  assert.equal(customer_id, 1);
  assert.equal((await updateSubscriber(db, subscriber_id, { service_id: second })).customer_id, 2);
  await updateService(db, second, { customer_id: 1 });
  assert.equal((await getSubscriber(db, subscriber_id)).customer_id, 1);
  assert.equal((await listSubscribers(db, { filters: { customer_id: 1 } })).pagination.total, 1);
});

test('its address is told to the network that it lies in, and freed with it', async t => {
  const { db } = await demoDatabase(t);
  const network = { cidr: '203.0.113.0/24', first_ip: '203.0.113.2', last_ip: '203.0.113.254', kind: 'dhcpstatic' };
  await db.insertInto('network').values(network).execute();
  const { subscriber_id } = await createSubscriber(db, { ...anna, mac: '02:00:00:00:00:01' });
  const hosts = async () =>
    (await db.selectFrom('host').selectAll().execute()).map(host => [host.ip, host.mac, host.subscriber_id]);
  assert.deepEqual(await hosts(), [['203.0.113.7', '02:00:00:00:00:01', subscriber_id]]);
  await updateSubscriber(db, subscriber_id, { ip: '203.0.113.8' });
  assert.deepEqual(
    (await hosts()).map(([ip]) => ip),
    ['203.0.113.8'],
  );
  await deleteSubscriber(db, subscriber_id);
  assert.deepEqual(await hosts(), []);
});

test('one that was never charged goes away; of any other the books stay and nothing that is charged', async t => {
  const { db } = await demoDatabase(t);
  const service_id = await serviceOf(db, 1);
  const { subscriber_id } = await createSubscriber(db, { ...anna, service_id });
  const fresh = await createSubscriber(db, { login: 'fresh', service_id });
  await db.insertInto('tag').values({ tag_name: 'static' }).execute();
  await db.insertInto('subscriber_tag').values({ subscriber_id, tag_id: 1 }).execute();
  await db
    .insertInto('task')
    .values({
      due: '2027-01-01',
      login: 'anna',
      task_action: 'unfreeze',
      state: 'due',
      created: 'x',
      finished: null,
      run_id: null,
    })
    .execute();
  const row = { account: 'main', owner_id: subscriber_id, business_date: '2026-11-01', created: 'x', kind: 'payment' };
  const money = { amount_minor: 500, before_minor: 0, after_minor: 500, actor: 'test' };
  await db
    .insertInto('ledger')
    .values({ ...row, ...money })
    .execute();
  await deleteService(db, service_id);
  await assert.rejects(getSubscriber(db, fresh.subscriber_id), { code: 'E_NOT_FOUND' });
  const { balance, tariff_id, down, closed, ip } = await getSubscriber(db, subscriber_id);
  assert.deepEqual([balance, tariff_id, down, typeof closed, ip], [5, null, true, 'string', null]);
  assert.deepEqual(await db.selectFrom('subscriber_tag').selectAll().execute(), []);
  assert.deepEqual(
    (await db.selectFrom('task').select('state').execute()).map(task => task.state),
    ['failed'],
  );
  await assert.rejects(updateSubscriber(db, subscriber_id, { tariff: 'Home 100' }), { code: 'E_CONFLICT' });
});
