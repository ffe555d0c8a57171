/** What may be done over HTTP with a run that waits or failed. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { getProvision } from '../../../src/crm/provision-record.ts';
import { openServedWorld, type ServedWorld } from './served-world.ts';

// A world for each: a backend that has just answered counts as up.
let world: ServedWorld;
beforeEach(async () => {
  world = await openServedWorld();
});
afterEach(() => world.close());

const order = { product_id: 2, customer_id: 1 };
const act = (id: unknown, verb: string, body?: object) =>
  world.ask('POST', `/crm/provision/provision_id/${String(id)}/${verb}`, body);

/** The number of an order that waits, because the charging system is down. */
async function heldOrder(): Promise<unknown> {
  world.lab.down('ocs');
  const { body } = await world.ask('PUT', '/crm/provision/', order);
  for (;;) {
    const { held_since, provisioning_status } = await getProvision(world.app.db, body['provision_id']);
    if (held_since !== null) return body['provision_id'];
    assert.equal(provisioning_status, 1);
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

describe('a held order', () => {
  it('goes on by resume when its backend is up again', async () => {
    const id = await heldOrder();
    await world.lab.up('ocs');
    const { status, body } = await act(id, 'resume');
    assert.deepEqual([status, body['provision_id']], [200, id]);
    assert.equal((await world.ended(id)).provisioning_status, 0);
  });

  it('ends by cancel, clean', async () => {
    const id = await heldOrder();
    assert.equal((await act(id, 'cancel')).status, 200);
    await world.lab.up('ocs');
    const run = await world.ended(id);
    assert.deepEqual([run.provisioning_status, run.verdict], [2, 'clean']);
  });

  it('goes back by rollback', async () => {
    const id = await heldOrder();
    await world.lab.up('ocs');
    assert.equal((await act(id, 'rollback')).status, 200);
    const run = await world.ended(id);
    assert.deepEqual([run.provisioning_status, run.verdict], [2, 'clean']);
  });
});

describe('a failed order', () => {
  it('is tried again by retry', async () => {
    world.lab.fault({ match: { rpc: '*.SetAccount' }, effect: { status: { code: 500 } } });
    const { body } = await world.ask('PUT', '/crm/provision/', order);
    assert.equal((await world.ended(body['provision_id'])).provisioning_status, 2);
    await world.lab.clearFaults();
    const again = await act(body['provision_id'], 'retry', { play: 'same' });
    assert.equal(again.status, 200, JSON.stringify(again.body));
    assert.equal((await world.ended(again.body['provision_id'])).provisioning_status, 0);
  });

  it('has no way out that does not fit', async () => {
    const { body } = await world.ask('PUT', '/crm/provision/', order);
    const id = body['provision_id'];
    await world.ended(id);
    const statuses = await Promise.all(
      ['resume', 'rollback', 'cancel', 'retry'].map(async verb => (await act(id, verb)).status),
    );
    assert.deepEqual(statuses, [409, 409, 409, 409]);
    assert.equal((await act(id, 'retry', { play: 'other' })).status, 400);
    assert.equal((await act(4711, 'resume')).status, 404);
  });
});
