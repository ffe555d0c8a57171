import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startLab } from '../../../src/lab/lab.ts';
import { createService, updateService } from '../../../src/crm/service.ts';
import { type ObjectState, objectsOf, readBack, type RunCall } from '../../../src/provisioning/read-back/index.ts';
import { openWorld, type World } from '../world.ts';
import { recordCalls, type Calls } from './calls.ts';
import { contextOf } from './context-of.ts';

const TENANT = 'cgrates.org';
const IMSI = '001010000000777';
const keys = { ki: 'A'.repeat(32), opc: 'B'.repeat(32), amf: '8000', iccid: '8988001010000000777', imsi: IMSI };
const subscriber = { imsi: IMSI, auc_id: 1, default_apn: 1, apn_list: '1', msisdn: '99975550777' };

let world: World;
let context: ReturnType<typeof contextOf>;
let calls: Calls;
before(async () => {
  world = await openWorld({ hss: 1 });
  context = contextOf(world);
});
after(async () => {
  await context.close();
  await world.close();
});

/** `kind id: state left`, one line an object. */
async function told(list: readonly RunCall[] = calls.list): Promise<string[]> {
  const states = await readBack(context, objectsOf(list, context.config));
  return states.map(state => `${state.object.kind} ${state.object.id}: ${state.state} ${String(state.left)}`);
}

const hss = (): string => world.lab.hss[0]?.url ?? '';
const rpc = (method: string, params: object): Promise<unknown> => calls.rpc(world.lab.ocs.url, method, params);

describe('read-back of the charging system', () => {
  before(() => (calls = recordCalls()));

  it('says what is there, and that it is gone when it was removed', async () => {
    await rpc('ApierV2.SetAccount', { Tenant: TENANT, Account: 'Service_a' });
    await rpc('APIerSv2.SetAttributeProfile', {
      Tenant: TENANT,
      ID: 'ATTR_ACCOUNT_Service_a',
      Contexts: ['*any'],
      Attributes: [{ Path: '*req.Account', Type: '*constant', Value: 'Service_a' }],
    });
    await rpc('ApierV1.AddBalance', {
      Tenant: TENANT,
      Account: 'Service_a',
      BalanceType: '*data',
      Balance: { ID: 'b1', Value: 5 },
    });
    assert.deepEqual(await told(), [
      'account Service_a: there true',
      'attribute profile ATTR_ACCOUNT_Service_a: there true',
      'balance b1: there true',
    ]);
    await rpc('ApierV1.RemoveBalances', {
      Tenant: TENANT,
      Account: 'Service_a',
      BalanceType: '*data',
      Balance: { ID: 'b1' },
    });
    assert.deepEqual((await told())[2], 'balance b1: gone false');
    await rpc('ApierV2.RemoveAccount', { Tenant: TENANT, Account: 'Service_a' });
    await rpc('APIerSv1.RemoveAttributeProfile', { Tenant: TENANT, ID: 'ATTR_ACCOUNT_Service_a' });
    assert.deepEqual(await told(), [
      'account Service_a: gone false',
      'attribute profile ATTR_ACCOUNT_Service_a: gone false',
      'balance b1: gone false',
    ]);
  });

  it('knows an account that was there before the run', async () => {
    calls = recordCalls();
    await rpc('ApierV2.SetAccount', { Tenant: TENANT, Account: 'Service_b' });
    calls = recordCalls();
    await rpc('ApierV2.GetAccount', { Tenant: TENANT, Account: 'Service_b' });
    await rpc('ApierV2.SetAccount', { Tenant: TENANT, Account: 'Service_b', ExtraOptions: { Disabled: true } });
    assert.deepEqual(await told(), ['account Service_b: there true']);
    await rpc('ApierV2.SetAccount', { Tenant: TENANT, Account: 'Service_b', ExtraOptions: { Disabled: false } });
    assert.deepEqual(await told(), ['account Service_b: there false']);
  });

  it('does not guess: an action, a credit without a name, a call that was refused', async () => {
    calls = recordCalls();
    await rpc('ApierV1.ExecuteAction', { Tenant: TENANT, Account: 'Service_b', ActionsId: 'nope' });
    await rpc('ApierV1.AddBalance', {
      Tenant: TENANT,
      Account: 'Service_b',
      BalanceType: '*data',
      Balance: { Value: 5 },
    });
    await rpc('ApierV2.SetAccount', { Tenant: TENANT, Account: '' });
    assert.deepEqual(await told(), [
      'ExecuteAction Service_b: unknown undefined',
      'balance undefined: unknown undefined',
    ]);
  });

  it('says unknown, and why, when the backend is away', async () => {
    world.lab.down('ocs');
    const [state] = await statesOf([{ method: 'ApierV2.SetAccount', params: [{ Account: 'Service_c' }] }]);
    await world.lab.up('ocs');
    assert.deepEqual([state?.state, state?.left], ['unknown', undefined]);
    assert.match(state?.why ?? '', /did not answer/);
  });
});

describe('read-back of the HSS', () => {
  before(() => (calls = recordCalls()));

  it('follows a row from its creation by IMSI to its removal by id', async () => {
    const auc = (await calls.send('PUT', `${hss()}/auc/`, keys)) as { auc_id: number };
    const row = (await calls.send('PUT', `${hss()}/subscriber/`, { ...subscriber, auc_id: auc.auc_id })) as {
      subscriber_id: number;
    };
    assert.deepEqual(await told(), [`auc ${IMSI}: there true`, `subscriber ${IMSI}: there true`]);
    await calls.send('DELETE', `${hss()}/subscriber/${row.subscriber_id}`);
    await calls.send('DELETE', `${hss()}/auc/${auc.auc_id}`);
    assert.deepEqual(await told(), [`auc ${IMSI}: gone false`, `subscriber ${IMSI}: gone false`]);
  });

  it('holds a changed row against what it was, or says that it cannot', async () => {
    calls = recordCalls();
    const row = (await calls.send('PUT', `${hss()}/subscriber/${IMSI}`, { ...keys, msisdn: '9999' })) as {
      subscriber_id: number;
    };
    calls = recordCalls();
    const url = `${hss()}/subscriber/${row.subscriber_id}`;
    await calls.send('GET', `${hss()}/subscriber/imsi/${IMSI}`);
    await calls.send('PATCH', url, { msisdn: '99975550778' });
    assert.deepEqual(await told(), [`subscriber ${IMSI}: there true`]);
    assert.deepEqual(
      (await statesOf()).map(state => state.why),
      ['not as it was: msisdn'],
    );
    await calls.send('PATCH', url, { msisdn: '9999' });
    assert.deepEqual(await told(), [`subscriber ${IMSI}: there false`]);
    const unseen = calls.list.slice(1).map(call => ({ ...call, reply: undefined }));
    assert.deepEqual(await told(unseen), [`subscriber ${row.subscriber_id}: unknown undefined`]);
  });

  it('does not take an error for a row that was not there', async () => {
    const url = `${hss()}/subscriber/imsi/${IMSI}`;
    const look = { task: 'Look', module: 'uri', method: 'GET', url };
    const change = { task: 'Put', module: 'uri', method: 'PUT', url: `${hss()}/subscriber/`, body: { imsi: IMSI } };
    const found = [500, 200].map(status => {
      const [object] = objectsOf([{ ...look, reply: { status, json: null } }, change], context.config);
      return object?.before;
    });
    assert.deepEqual(found, [undefined, null]);
  });

  it('asks for a row whose creation was never answered', async () => {
    const lost = { task: 'Add', module: 'uri', method: 'PUT', url: `${hss()}/ims_subscriber/`, body: { imsi: IMSI } };
    assert.deepEqual(await told([lost]), [`ims_subscriber ${IMSI}: gone false`]);
    await calls.send('PUT', lost.url, { imsi: IMSI, msisdn: '9997555' });
    assert.deepEqual(await told([lost]), [`ims_subscriber ${IMSI}: there true`]);
  });
});

it('asks a second charging system itself', async t => {
  const second = await startLab({ hss: 1 });
  t.after(() => second.close());
  const two = await openWorld({ hss: 1 }, { backends: { ocs2: { kind: 'ocs', base_url: second.ocs.url } } });
  t.after(() => two.close());
  const here = contextOf(two);
  t.after(() => here.close());
  calls = recordCalls();
  await calls.rpc(second.ocs.url, 'ApierV2.SetAccount', { Tenant: TENANT, Account: 'Service_2' });
  const [state] = await readBack(here, objectsOf(calls.list, here.config));
  assert.deepEqual([state?.object.base, state?.state, state?.left], [second.ocs.url, 'there', true]);
});

describe('read-back of the CRM and the rest', () => {
  it('looks a service up by the uuid of the play', async () => {
    const uuid = 'Service_rb';
    const call = {
      task: 'Add',
      module: 'uri',
      method: 'PUT',
      url: `${context.config.baseUrl}/crm/service/`,
      body: new Map([['service_uuid', uuid]]),
    };
    assert.deepEqual(await told([call]), [`service ${uuid}: gone false`]);
    const input = { customer_id: 1, product_id: 2, service_name: 'x', service_uuid: uuid };
    const { service_id } = await createService(world.app.db, input);
    assert.deepEqual(await told([call]), [`service ${uuid}: there true`]);
    await updateService(world.app.db, service_id, { service_status: 'Inactive' });
    assert.deepEqual(await told([call]), [`service ${uuid}: gone false`]);
  });

  it('asks the gateway for a charge that a play made itself', async () => {
    const { url, key } = world.lab.pay;
    const form = { amount: '700', currency: 'eur', customer: 'cus_demo_1', payment_method: 'pm_ok', confirm: 'true' };
    const post = async (path: string, body: Record<string, string>): Promise<{ id: string }> => {
      const headers = { authorization: `Bearer ${key}` };
      return (
        await fetch(`${url}${path}`, { method: 'POST', headers, body: new URLSearchParams(body) })
      ).json() as Promise<{ id: string }>;
    };
    const json = await post('/v1/payment_intents', form);
    const call = {
      task: 'Charge',
      module: 'uri',
      method: 'POST',
      url: `${url}/v1/payment_intents`,
      body: 'amount=700',
      reply: { status: 200, json },
    };
    assert.deepEqual(await told([call]), [`charge ${json.id}: there true`]);
    await post('/v1/refunds', { payment_intent: json.id });
    assert.deepEqual(await told([call]), [`charge ${json.id}: gone false`]);
  });

  it('cannot ask what it does not know, and looks for nothing after a message', async () => {
    const call = { task: 'Write', method: 'POST', body: {} };
    const states = await told([
      { ...call, module: 'uri', url: 'http://switch.example/port/4' },
      { ...call, module: 'command', url: '' },
      { ...call, module: 'uri', url: `${world.lab.sms.url}/SMS/plaintext/x` },
    ]);
    assert.deepEqual(states, ['write /port/4: unknown undefined', 'command undefined: unknown undefined']);
  });
});

function statesOf(bodies?: readonly unknown[]): Promise<readonly ObjectState[]> {
  const url = `${world.lab.ocs.url}/jsonrpc`;
  const list = bodies?.map(body => ({ task: 't', module: 'uri', method: 'POST', url, body })) ?? calls.list;
  return readBack(context, objectsOf(list, context.config));
}
