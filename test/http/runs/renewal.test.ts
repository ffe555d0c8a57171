/** Monthly renewal by the charging system's own call-back, over a year of the lab's clock. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, it } from 'node:test';
import { listTransactions } from '../../../src/crm/transaction.ts';
import { listProvisions } from '../../../src/crm/provision-record.ts';
import { getService } from '../../../src/crm/service.ts';
import { rpc } from '../../lab/client.ts';
import { openServedWorld, type ServedWorld } from './served-world.ts';

const DATA = 5;

/** A live SIM whose account has a plan that calls back each month, at that address. Gives its service. */
async function renewedService(world: ServedWorld, at: string): Promise<number> {
  const { body } = await world.ask('PUT', '/crm/provision/', { product_id: 1, customer_id: 1, pick: true });
  const { service_id } = await world.ended(body['provision_id']);
  const { service_uuid } = await getService(world.app.db, service_id);
  const path = `/crm/provision/simple_provision_addon/service_id/${service_id}/product_id/${DATA}`;
  const call = { Identifier: '*http_post', ExtraParameters: at + path };
  assert.equal(await rpc(world.lab, 'ApierV2.SetActions', { ActionsId: 'Renew', Actions: [call] }), 'OK');
  const monthly = { ActionsId: 'Renew', Time: '*monthly_estimated' };
  const plan = { Id: 'Monthly', ActionPlan: [monthly], Overwrite: true };
  assert.equal(await rpc(world.lab, 'ApierV1.SetActionPlan', plan), 'OK');
  const account = { Account: service_uuid, ActionPlanIDs: ['Monthly'], ReloadScheduler: true };
  assert.equal(await rpc(world.lab, 'ApierV2.SetAccount', account), 'OK');
  return service_id ?? 0;
}

/** Moves the lab's clock on until so many call-backs were made; each run ends before the next month. */
async function passMonths(world: ServedWorld, months: number): Promise<void> {
  for (let month = 0; month < months; month++) {
    await world.lab.clock.advance('31d');
    await world.lab.waitIdle();
    const { data } = await listProvisions(world.app.db, { filters: { provisioning_status: [1] } });
    for (const { provision_id } of data) await world.ended(provision_id);
  }
}

/** Passes posts on; every other one is answered with 500 all the same. */
async function loseEachFirstAnswer(url: string): Promise<{ readonly url: string; close(): void }> {
  let posts = 0;
  const server = createServer((request, response) => {
    const isLost = posts++ % 2 === 0;
    const sent = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    void fetch(url + request.url, sent).then(reply => response.writeHead(isLost ? 500 : reply.status).end());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return { url: `http://127.0.0.1:${address.port}`, close: () => void server.close() };
}

const callBacks = ({ lab }: ServedWorld) =>
  lab.journal.entries({ system: 'ocs' }).filter(entry => entry.direction === 'out');

describe('renewal by call-back', () => {
  it('happens once a month for a year, though each call-back is posted again after its first answer is lost', async () => {
    const start = new Date().toISOString();
    const settings = { ip_whitelist: ['127.0.0.0/30'] };
    const world = await openServedWorld({
      lab: { hss: 1, clock: { virtual: start } },
      settings,
      now: lab => lab.clock.now(),
    });
    const forgetful = await loseEachFirstAnswer(world.url);
    try {
      const service_id = await renewedService(world, forgetful.url);
      await passMonths(world, 12);
      const { data } = await listProvisions(world.app.db, { filters: { product_id: [DATA] }, per_page: 100 });
      assert.deepEqual(
        data.map(run => run.provisioning_status),
        Array.from({ length: 12 }, () => 0),
      );
      const booked = await listTransactions(world.app.db, { filters: { service_id: [service_id] }, per_page: 100 });
      assert.equal(booked.data.filter(row => row.retail_cost === 8).length, 12);
      assert.deepEqual(
        callBacks(world).map(entry => entry.status),
        Array.from({ length: 12 }, () => [500, 200]).flat(),
      );
    } finally {
      forgetful.close();
      await world.close();
    }
  });

  it('is refused to an address that is not on the white list: three posts, nothing charged', async () => {
    const start = new Date().toISOString();
    const world = await openServedWorld({
      lab: { hss: 1, clock: { virtual: start }, ocs: { callbackFrom: '127.0.0.2' } },
      settings: { ip_whitelist: ['127.0.0.1'] },
      now: lab => lab.clock.now(),
    });
    try {
      await renewedService(world, world.url);
      await passMonths(world, 1);
      assert.deepEqual(
        callBacks(world).map(entry => entry.status),
        [403, 403, 403],
      );
      const { pagination } = await listProvisions(world.app.db, { filters: { product_id: [DATA] } });
      assert.equal(pagination.total, 0);
    } finally {
      await world.close();
    }
  });
});
