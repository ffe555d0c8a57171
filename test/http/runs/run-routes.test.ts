import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { listActivities } from '../../../src/crm/activity.ts';
import { getInventory } from '../../../src/crm/inventory.ts';
import { listProvisions } from '../../../src/crm/provision-record.ts';
import { getService } from '../../../src/crm/service.ts';
import { openServedWorld, type ServedWorld } from './served-world.ts';

let world: ServedWorld;
before(async () => {
  world = await openServedWorld();
});
after(() => world.close());

const order = { product_id: 1, customer_id: 1, 'SIM Card': 1, 'Mobile Number': 101 };

/** Two free items of the demo, by their types. */
async function freeStock(): Promise<Record<string, unknown>> {
  const { ask } = world;
  const free = async (type: string): Promise<unknown> => {
    const filters = encodeURIComponent(JSON.stringify({ inventory_type: [type], item_state: ['New'] }));
    const { body } = await ask('GET', `/crm/inventory/?per_page=1&filters=${filters}`);
    return (body['data'] as { inventory_id: number }[])[0]?.inventory_id;
  };
  return { ...order, 'SIM Card': await free('SIM Card'), 'Mobile Number': await free('Mobile Number') };
}

async function count(): Promise<number> {
  return (await listProvisions(world.app.db)).pagination.total;
}

describe('an order over HTTP', () => {
  it('is answered at once with the run, which makes the service', async () => {
    const body = await freeStock();
    const { status, body: answer } = await world.ask('PUT', '/crm/provision/', body);
    assert.equal(status, 200);
    assert.equal(answer['provisioning_status'], 1);
    assert.match(String(answer['message']), /started/i);
    const run = await world.ended(answer['provision_id']);
    assert.equal(run.provisioning_status, 0);
    assert.equal(run.initiating_user, 1);
    const { item_state, service_id } = await getInventory(world.app.db, body['SIM Card']);
    assert.deepEqual([item_state, service_id], ['Assigned', run.service_id]);
  });

  it('leaves a line in the activity log that names who ordered', async () => {
    const { data } = await listActivities(world.app.db, { filters: { entity: ['provision'] } });
    const lines = data.filter(row => row.action === 'provision' && row.customer_id === 1);
    assert.equal(lines.length, 1);
    assert.deepEqual([lines[0]?.principal_kind, lines[0]?.user_id], ['user', 1]);
  });

  it('keeps the digits of its variables, and tells 45.0 from 45', async () => {
    const { app, url } = world;
    const reply = await fetch(`${url}/crm/provision/`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${await app.tokens.issueToken({ userId: 1 })}`,
        'content-type': 'application/json',
      },
      body: '{"product_id": 2, "customer_id": 1, "monthly_cost": 45.0, "msisdn": 8991101200003204510}',
    });
    const { provision_id } = (await reply.json()) as { provision_id: number };
    const { provisioning_json_vars } = await world.ended(provision_id);
    assert.match(provisioning_json_vars, /"monthly_cost": 45\.0, "msisdn": 8991101200003204510/);
  });

  it('that is refused is told what to send, not what to type', async () => {
    const { status, body } = await world.ask('PUT', '/crm/provision/', { product_id: 1, customer_id: 1 });
    assert.deepEqual([status, String(body['hint']).includes('"pick": true')], [400, true]);
    assert.doesNotMatch(String(body['hint']), /--/);
  });

  it('takes free stock when it may pick', async () => {
    const { body } = await world.ask('PUT', '/crm/provision/', { product_id: '1', customer_id: '1', pick: 'auto' });
    assert.equal((await world.ended(body['provision_id'])).provisioning_status, 0);
  });

  it('is one order under one Idempotency-Key, and refused with another body', async () => {
    const body = await freeStock();
    const keyed = { 'idempotency-key': 'order-1' };
    const had = await count();
    const answers = await Promise.all([1, 2, 3].map(() => world.ask('PUT', '/crm/provision/', body, keyed)));
    assert.deepEqual(new Set(answers.map(answer => answer.status)), new Set([200]));
    const ids = new Set(answers.map(answer => answer.body['provision_id']));
    assert.equal(ids.size, 1);
    await world.ended([...ids][0]);
    const again = await world.ask('PUT', '/crm/provision/', body, keyed);
    assert.deepEqual([again.status, again.body['provisioning_status'], again.body['message']], [200, 0, 'Done before']);
    assert.equal(await count(), had + 1);
    const other = await world.ask('PUT', '/crm/provision/', { ...body, monthly_cost: 1 }, keyed);
    assert.deepEqual([other.status, other.body['code']], [409, 'E_CONFLICT']);
  });

  it('of stock that another has is refused with 409, and nothing is written', async () => {
    const body = await freeStock();
    const answers = await Promise.all([
      world.ask('PUT', '/crm/provision/', body),
      world.ask('PUT', '/crm/provision/', body),
    ]);
    assert.deepEqual(
      answers.map(answer => answer.status).toSorted((a, b) => a - b),
      [200, 409],
    );
    await world.ended(answers.find(answer => answer.status === 200)?.body['provision_id']);
  });

  const refused: readonly (readonly [what: string, body: unknown, status: number])[] = [
    ['no product', { customer_id: 1 }, 400],
    ['a product that there is not', { product_id: 99, customer_id: 1 }, 404],
    ['a customer that there is not', { ...order, customer_id: 99 }, 404],
    ['no stock', { product_id: 1, customer_id: 1 }, 400],
    ['stock that is none', { ...order, 'SIM Card': 'x' }, 400],
    ['a play by a path', { ...order, provisioning_play: '../../etc/passwd' }, 400],
    ['a play that there is not', { ...order, provisioning_play: 'play_nothing' }, 400],
    ['an array', [order], 400],
    ['a removal of nothing', { action: 'deprovision' }, 400],
    ['a removal of a service that there is not', { action: 'deprovision', service_id: 4711 }, 404],
  ];
  for (const [what, body, status] of refused) {
    it(`with ${what} is refused with ${status}`, async () => {
      const had = await count();
      const answer = await world.ask('PUT', '/crm/provision/', body);
      assert.deepEqual([answer.status, await count()], [status, had], JSON.stringify(answer.body));
    });
  }
});

it('a customer orders what is offered to such a customer at that time; staff orders all the same', async () => {
  const own = await world.asCustomer(1);
  const wanted = { product_id: 2, customer_id: 1 };
  const product = async (changes: object) => world.ask('PATCH', '/crm/product/product_id/2', changes);
  const today = new Date().toISOString().slice(0, 10);
  const closed = [
    { available_until: '2020-01-01' },
    { available_from: '2999-01-01' },
    { residential: false },
    { customer_can_purchase: false },
  ];
  const open = { available_from: null, available_until: null, residential: true, customer_can_purchase: true };
  for (const changes of closed) {
    await product({ ...open, ...changes });
    const { status, body } = await own('PUT', '/crm/provision/', wanted);
    assert.deepEqual([status, body['code']], [403, 'E_NOT_ALLOWED'], JSON.stringify(changes));
  }
  const staff = await world.ask('PUT', '/crm/provision/', wanted);
  await product({ ...open, available_from: today, available_until: '2999-12-31' });
  const made = await own('PUT', '/crm/provision/', wanted);
  assert.deepEqual([staff.status, made.status], [200, 200]);
  for (const { body } of [staff, made]) await world.ended(body['provision_id']);
});

describe('a removal over HTTP', () => {
  it('takes the service away as the samples ask for it, and repeated changes nothing', async () => {
    const ordered = await world.ask('PUT', '/crm/provision/', { product_id: 1, customer_id: 1, pick: true });
    const { service_id } = await world.ended(ordered.body['provision_id']);
    const { service_uuid } = await getService(world.app.db, service_id);
    const removal = { service_id, service_uuid, action: 'deprovision', provisioning_play: 'play_psim_only' };
    const { status, body } = await world.ask('PUT', '/crm/provision/', removal);
    assert.equal(status, 200);
    const run = await world.ended(body['provision_id']);
    assert.deepEqual([run.provisioning_status, run.action], [0, 'deprovision']);
    assert.equal(world.lab.ocs.account(service_uuid), undefined);
    const digest = world.lab.digest();
    const again = await world.ask('PUT', '/crm/provision/', removal);
    assert.deepEqual([again.status, again.body['provisioning_status'], world.lab.digest()], [200, 0, digest]);
  });

  it('with a product and a customer in the body never provisions', async () => {
    const ordered = await world.ask('PUT', '/crm/provision/', { product_id: 1, customer_id: 1, pick: true });
    const { service_id } = await world.ended(ordered.body['provision_id']);
    const accounts = world.lab.ocs.accounts().length;
    const removal = { service_id, action: 'deprovision', product_id: 1, customer_id: 1 };
    const others = [{ service_uuid: 'Service_other' }, { product_id: 2 }, { customer_id: 2 }];
    for (const other of others) {
      assert.equal((await world.ask('PUT', '/crm/provision/', { ...removal, ...other })).status, 400);
    }
    const { body } = await world.ask('PUT', '/crm/provision/', removal);
    assert.equal((await world.ended(body['provision_id'])).provisioning_status, 0);
    assert.equal(world.lab.ocs.accounts().length, accounts - 1);
  });
});

describe("a customer's own order", () => {
  it('is for the own account, of what customers may buy, with no variable but the stock', async () => {
    const ask = await world.asCustomer(2);
    const body = { ...(await freeStock()), customer_id: 2 };
    const status = async (more: object): Promise<number> =>
      (await ask('PUT', '/crm/provision/', { ...body, ...more })).status;
    assert.equal(await status({ customer_id: 1 }), 403);
    assert.equal(await status({ provisioning_play: 'play_psim_only' }), 403);
    assert.equal(await status({ monthly_cost: 0 }), 403);
    assert.equal(await status({ product_id: 4 }), 403);
    const accepted = await ask('PUT', '/crm/provision/', body);
    assert.equal(accepted.status, 200);
    const run = await world.ended(accepted.body['provision_id']);
    assert.deepEqual([run.provisioning_status, run.customer_id], [0, 2]);
    assert.equal((await ask('GET', `/crm/provision/provision_id/${run.provision_id}`)).status, 200);
    const others = await world.ask('GET', '/crm/provision/?per_page=1&filters={"customer_id":[1]}');
    const [other] = others.body['data'] as { provision_id: number }[];
    assert.equal((await ask('GET', `/crm/provision/provision_id/${other?.provision_id}`)).status, 403);
  });

  it("is a removal of the own service, of no other's", async () => {
    const ask = await world.asCustomer(2);
    const own = await world.ask('GET', '/crm/service/customer_id/2');
    const [service] = own.body['data'] as { service_id: number }[];
    const stranger = await world.asCustomer(3);
    const removal = { action: 'deprovision', service_id: service?.service_id };
    assert.equal((await stranger('PUT', '/crm/provision/', removal)).status, 403);
    const { body } = await ask('PUT', '/crm/provision/', removal);
    assert.equal((await world.ended(body['provision_id'])).provisioning_status, 0);
  });
});
