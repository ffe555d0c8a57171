import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createApiKey } from '../../../src/crm/api-key.ts';
import { openServedWorld, type ServedWorld } from './served-world.ts';

const PLAIN_KEY = 'a plain key of the configuration';
const DATA = 5;
let world: ServedWorld;
let service: number;
let clock = Date.now();

before(async () => {
  const settings = { ip_whitelist: ['127.0.0.1'], api_keys: { [PLAIN_KEY]: { roles: ['admin'] } } };
  world = await openServedWorld({ settings, now: () => new Date(clock) });
  const { body } = await world.ask('PUT', '/crm/provision/', { product_id: 1, customer_id: 1, pick: true });
  service = Number((await world.ended(body['provision_id'])).service_id);
});
after(() => world.close());

const url = (product = DATA, path = 'simple_provision_addon'): string =>
  `/crm/provision/${path}/service_id/${service}/product_id/${product}`;
const later = (): number => (clock += 120_000);
/** Counted, for a list may keep a total that took long. */
const runs = async (): Promise<number> =>
  (await world.app.db.selectFrom('provision').select('provision_id').execute()).length;

describe('an addon by one URL', () => {
  it('is ordered by an address of the white list, whatever it posts', async () => {
    const { status, body } = await world.bare('POST', url(), { ID: 'cgrates.org:Service', BalanceMap: {} });
    assert.deepEqual([status, body['provisioning_status']], [200, 1], JSON.stringify(body));
    assert.equal((await world.ended(body['provision_id'])).provisioning_status, 0);
  });

  it('is looked at by the address that ordered it, which sees no other run', async () => {
    later();
    const { body } = await world.bare('POST', url());
    const run = `/crm/provision/provision_id/${String(body['provision_id'])}`;
    assert.equal((await world.bare('GET', run)).body['provision_id'], body['provision_id']);
    await world.ended(body['provision_id']);
    assert.equal((await fetch(`${world.url}${run}/events`)).status, 200);
    assert.equal((await world.bare('GET', '/crm/provision/provision_id/1')).status, 403);
    assert.equal((await world.bare('GET', '/crm/provision/')).status, 401);
  });

  it('may be posted as a form, as text, and as JSON that is none', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'application/json']) {
      later();
      const reply = await fetch(world.url + url(), { method: 'POST', headers: { 'content-type': type }, body: '{' });
      assert.equal(reply.status, 200, type);
      await world.ended(((await reply.json()) as { provision_id: number }).provision_id);
    }
  });

  it('is no way to a service of its own', async () => {
    const { status, body } = await world.bare('POST', url(2));
    assert.deepEqual([status, body['message']], [400, "'Simple Service' is no addon"]);
  });

  it('posted again is the same order, until a minute is over', async () => {
    later();
    const had = await runs();
    const answers = await Promise.all([1, 2, 3].map(() => world.bare('POST', url())));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.equal(new Set(answers.map(({ body }) => body['provision_id'])).size, 1);
    await world.ended(answers[0]?.body['provision_id']);
    clock += 50_000;
    assert.equal((await world.bare('POST', url())).body['provision_id'], answers[0]?.body['provision_id']);
    assert.equal(await runs(), had + 1);
    later();
    const next = await world.bare('POST', url());
    await world.ended(next.body['provision_id']);
    assert.equal(await runs(), had + 2);
  });

  it('tells its end to who waits', async () => {
    later();
    const { status, body } = await world.bare('POST', `${url(4, 'simple_provision_addon_recharge')}?wait=20`);
    assert.deepEqual([status, body['provisioning_status'], body['service_id']], [200, 0, service]);
    assert.equal((await world.bare('POST', `${url()}?wait=soon`)).status, 400);
  });

  it('waits its turn when two come at once for one service', async () => {
    later();
    const answers = await Promise.all([world.bare('POST', url(DATA)), world.bare('POST', url(4))]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200],
      JSON.stringify(answers),
    );
    for (const { body } of answers) assert.equal((await world.ended(body['provision_id'])).provisioning_status, 0);
  });

  it('is ordered by a key, in its scope', async () => {
    later();
    const scope = { roles: [], permissions: ['create_provision'], routes: [], actions: [], addresses: [] };
    const { key } = await createApiKey(world.app.db, { key_name: 'ocs' }, scope);
    const elsewhere = { ...scope, routes: ['GET /crm/*'] };
    const { key: narrow } = await createApiKey(world.app.db, { key_name: 'narrow' }, elsewhere);
    const post = (value: string) => world.bare('POST', url(), undefined, { 'x-api-key': value });
    assert.equal((await post('wrong')).status, 401);
    assert.equal((await post(narrow)).status, 403);
    const { status, body } = await post(key);
    assert.equal(status, 200, JSON.stringify(body));
    await world.ended(body['provision_id']);
    later();
    const plain = await post(PLAIN_KEY);
    assert.equal(plain.status, 200);
    const run = await world.ended(plain.body['provision_id']);
    assert.deepEqual([run.provisioning_status, run.initiating_user], [0, 1]);
  });

  it('names a product and a service that exist', async () => {
    later();
    assert.equal((await world.bare('POST', url(4711))).status, 404);
    assert.equal(
      (await world.bare('POST', '/crm/provision/simple_provision_addon/service_id/99/product_id/5')).status,
      404,
    );
    assert.equal((await world.bare('POST', url(1))).status, 400);
  });
});
