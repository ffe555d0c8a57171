/** The request and response samples of the operator's manual, replayed against a whole run. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { openServedWorld, type ServedWorld } from './served-world.ts';

let world: ServedWorld;
let ordered: Readonly<Record<string, unknown>>;
before(async () => {
  world = await openServedWorld();
  ordered = (await world.ask('PUT', '/crm/provision/', { product_id: 1, customer_id: 1, pick: true })).body;
  await world.ended(ordered['provision_id']);
});
after(() => world.close());

it('an order is answered with the members of the sample', () => {
  const { provision_id, provisioning_status, message } = ordered;
  assert.deepEqual([typeof provision_id, provisioning_status, typeof message], ['number', 1, 'string']);
});

it('a run is shown with the members of the sample, each task with its result as JSON text', async () => {
  const { body } = await world.ask('GET', `/crm/provision/provision_id/${String(ordered['provision_id'])}`);
  const { provisioning_result_json: events, ...run } = body;
  assert.equal(run['customer_id'], 1);
  assert.equal(typeof run['customer_name'], 'string');
  assert.equal(run['product_id'], 1);
  assert.equal(run['provisioning_status'], 0);
  assert.equal(run['provisioning_play'], 'play_psim_only');
  assert.match(String(run['playbook_description']), /OmniCore Service Provisioning/);
  assert.ok(Number(run['task_count']) >= 1);
  assert.match(String(run['created']), /^\d{4}-\d\d-\d\dT.*Z$/);
  assert.ok(Array.isArray(events) && events.length > 0);
  for (const [index, event] of (events as Record<string, unknown>[]).entries()) {
    assert.equal(event['event_number'], index + 1);
    assert.equal(typeof event['event_name'], 'string');
    assert.ok([0, 3].includes(Number(event['provisioning_status'])));
    assert.match(String(event['timestamp']), /Z$/);
    assert.equal(typeof JSON.parse(String(event['provisioning_result_json'])), 'object');
  }
});

it('no secret of the order, its stock or its token is shown', async () => {
  const { body } = await world.ask('GET', `/crm/provision/provision_id/${String(ordered['provision_id'])}`);
  const variables: Record<string, unknown> = JSON.parse(String(body['provisioning_json_vars']));
  assert.notEqual(variables['access_token'], undefined);
  assert.doesNotMatch(JSON.stringify(body), /eyJ[A-Za-z0-9_-]{10}/);
  for (const name of ['sealed_inputs', 'order_digest', 'owner_pid']) assert.ok(!(name in body), name);
});

it('the list of the sample sorts, pages and filters', async () => {
  const list = await world.ask('GET', '/crm/provision/?page=1&per_page=20&sort=provision_id&order=desc');
  assert.equal(list.status, 200);
  assert.deepEqual(list.body['pagination'], { page: 1, per_page: 20, total: 1, pages: 1 });
  const failed = await world.ask('GET', '/crm/provision/?filters={"provisioning_status":[2]}&search=Mobile');
  assert.deepEqual([failed.status, failed.body['data']], [200, []]);
  const found = await world.ask('GET', '/crm/provision/?filters={"provisioning_status":[0]}&search=omnicore');
  assert.equal((found.body['data'] as object[]).length, 1);
});
