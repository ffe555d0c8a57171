import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countEndedEvents, finishEvent, listEvents, startEvent } from '../../src/crm/provision-event.ts';
import {
  beat,
  claimProvision,
  createProvision,
  findProvisionByOrderKey,
  finishProvision,
  getProvision,
  getProvisionWithEvents,
  listProvisions,
  listRunning,
  runningOnService,
  updateProvision,
} from '../../src/crm/provision-record.ts';
import { createService } from '../../src/crm/service.ts';
import { showProvision, showProvisions } from '../../src/crm/shown-provision.ts';
import { withTransaction } from '../../src/store/with-transaction.ts';
import { demoDatabase, startedRun } from './demo-database.ts';

const owner = { owner_host: 'a', owner_pid: 7, owner_started: '100' };
const order = {
  ...owner,
  customer_id: 1,
  product_id: 1,
  action: 'provision',
  provisioning_play: 'play_psim_only',
  provisioning_json_vars: '{}',
} as const;

test('a run is alive from its first row to its end', async t => {
  const { db } = await demoDatabase(t);
  const { provision_id, provisioning_status, customer_name, product_name, heartbeat, created } = await createProvision(
    db,
    order,
  );
  assert.deepEqual([provisioning_status, customer_name, product_name], [1, 'Ada Brook', 'Mobile SIM Only']);
  assert.match(String(heartbeat), /Z$/);
  assert.match(created, /Z$/);
  assert.deepEqual(
    (await listRunning(db)).map(run => run.provision_id),
    [provision_id],
  );
  await beat(db, provision_id);
  await finishProvision(db, provision_id, { provisioning_status: 2, verdict: 'clean' });
  const ended = await getProvision(db, String(provision_id));
  assert.deepEqual([ended.provisioning_status, ended.verdict, ended.finished === null], [2, 'clean', false]);
  assert.deepEqual(await listRunning(db), []);
  await assert.rejects(finishProvision(db, 99, { provisioning_status: 0 }), { code: 'E_NOT_FOUND' });
});

test('an order key stands for one run', async t => {
  const { db } = await demoDatabase(t);
  const { provision_id } = await createProvision(db, { ...order, order_key: 'k', order_digest: 'd' });
  assert.equal((await findProvisionByOrderKey(db, 'k'))?.provision_id, provision_id);
  assert.equal(await findProvisionByOrderKey(db, 'other'), undefined);
  await assert.rejects(createProvision(db, { ...order, order_key: 'k' }), { code: 'E_CONFLICT', message: /order_key/ });
});

test('events count from one, start running and end', async t => {
  const { db } = await demoDatabase(t);
  const run = await startedRun(db);
  const other = await startedRun(db);
  startEvent(db, {
    provision_id: run,
    event_number: 1,
    event_name: 'Get product',
    provisioning_status: 1,
    task_path: '0.0',
  });
  startEvent(db, { provision_id: other, event_number: 1, event_name: 'x', provisioning_status: 1 });
  startEvent(db, {
    provision_id: run,
    event_number: 2,
    event_name: 'Send SMS',
    provisioning_status: 3,
    duration_ms: 5,
  });
  finishEvent(db, run, 1, { provisioning_status: 0, provisioning_result_json: '{"a":1}', duration_ms: 12 });
  const { provisioning_result_json: events } = await getProvisionWithEvents(db, run);
  assert.deepEqual(
    events.map(event => ({ ...event, timestamp: '' })),
    [
      {
        event_number: 1,
        timestamp: '',
        event_name: 'Get product',
        provisioning_status: 0,
        provisioning_result_json: '{"a":1}',
        duration_ms: 12,
        task_path: '0.0',
      },
      {
        event_number: 2,
        timestamp: '',
        event_name: 'Send SMS',
        provisioning_status: 3,
        provisioning_result_json: null,
        duration_ms: 5,
        task_path: null,
      },
    ],
  );
  assert.deepEqual(
    (await listEvents(db, run, 1)).map(event => event.event_number),
    [2],
  );
  assert.deepEqual([await countEndedEvents(db, run), await countEndedEvents(db, other)], [2, 0]);
});

test('runs are listed newest first, by status, and by the words of customer and play', async t => {
  const { db } = await demoDatabase(t);
  const failed = await startedRun(db, null, 2);
  const running = await startedRun(db);
  await finishProvision(db, failed, { provisioning_status: 2 });
  const ids = async (query: object): Promise<number[]> =>
    (await listProvisions(db, query)).data.map(run => run.provision_id);
  assert.deepEqual(await ids({}), [running, failed]);
  assert.deepEqual(await ids({ filters: '{"provisioning_status":[2]}' }), [failed]);
  assert.deepEqual(await ids({ search: 'bakery' }), [failed]);
  assert.deepEqual(await ids({ search: 'omnicore', sort: 'provision_id', order: 'asc' }), [failed, running]);
  await assert.rejects(ids({ sort: 'order_digest' }), { code: 'E_INPUT' });
});

test('one process takes over a run whose owner is gone', async t => {
  const { db } = await demoDatabase(t);
  const { provision_id } = await createProvision(db, order);
  await updateProvision(db, provision_id, { interrupted: '2026-01-01T00:00:00Z' });
  const heirs = [1, 2].map(owner_pid => ({ owner_host: 'b', owner_pid, owner_started: '9' }));
  const taken = await Promise.all(heirs.map(heir => claimProvision(db, provision_id, heir, owner)));
  assert.deepEqual(taken, [true, false]);
  const { owner_pid, interrupted } = await getProvision(db, provision_id);
  assert.deepEqual([owner_pid, interrupted], [1, null]);
});

test('the run at work on a service is found', async t => {
  const { db } = await demoDatabase(t);
  const { service_id } = await createService(db, {
    customer_id: 1,
    product_id: 1,
    service_name: 'x',
    service_uuid: 'S_1',
  });
  assert.equal(await runningOnService(db, service_id), undefined);
  const run = await startedRun(db, service_id);
  assert.equal((await runningOnService(db, service_id))?.provision_id, run);
});

test('a run is shown as its row is, whatever its texts hold, without what only the program needs', async t => {
  const { db } = await demoDatabase(t);
  const odd = '{"a": "\\"\u0001\u001f\u007f\u2028 \ud83d\ude00 \\\\ </script> \n"}';
  const { provision_id } = await createProvision(db, { ...order, provisioning_json_vars: odd, order_digest: 'd' });
  const event = { provision_id, event_name: odd, provisioning_status: 1, event_number: 2 } as const;
  await withTransaction(db, async tx => {
    startEvent(tx, event);
    startEvent(tx, { ...event, event_number: 1 });
  });
  const { order_digest, owner_host, owner_pid, owner_started, ...run } = await getProvisionWithEvents(db, provision_id);
  assert.deepEqual([order_digest, owner_host, owner_pid, owner_started], ['d', ...Object.values(owner)]);
  const { row, json } = await showProvision(db, provision_id);
  assert.equal(json, JSON.stringify(run));
  assert.deepEqual(row, { provision_id, customer_id: 1 });
  const { provisioning_result_json: _, ...listed } = run;
  const pagination = { page: 1, per_page: 20, total: 1, pages: 1 };
  assert.equal(await showProvisions(db), JSON.stringify({ data: [listed], pagination }));
  await assert.rejects(showProvision(db, 99), { code: 'E_NOT_FOUND' });
});
