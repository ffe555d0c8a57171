import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { http, rpc, rpcReply, withLab } from './client.ts';

const monetary = (fields: Record<string, string | number>) => ({
  Account: 'S1',
  BalanceType: '*monetary',
  Balance: fields,
});
const values = (balances: readonly { Value: number }[] | undefined) => balances?.map(({ Value }) => Value);

describe('OCS transport', () => {
  it(
    'answers 200 with id, result and error in this order',
    withLab({}, async lab => {
      const call = (body: string) => http('POST', `${lab.ocs.url}/jsonrpc`, body);
      const ping = '{"method":"ApierV1.Ping","params":[{}]';
      assert.equal((await call(`${ping}}`)).text, '{"id":null,"result":"Pong","error":null}\n');
      assert.equal(
        (await call(`${ping},"id":12345678901234567890}`)).text,
        '{"id":12345678901234567890,"result":"Pong","error":null}\n',
      );
      assert.equal((await call(`${ping},"id":"a"}`)).text, '{"id":"a","result":"Pong","error":null}\n');
      const failed = await call('{"method":"ApierV2.GetAccount","params":[{"Account":"none"}],"id":1}');
      assert.deepEqual([failed.status, failed.text], [200, '{"id":1,"result":null,"error":"NOT_FOUND"}\n']);
      assert.equal((await http('GET', `${lab.ocs.url}/jsonrpc`)).status, 200);
    }),
  );

  it(
    'answers junk with an empty 200, and what stands before it',
    withLab({}, async lab => {
      for (const junk of ['', 'hello', '{"method":', '[1]', '{"a":1', 'null']) {
        const { status, text } = await http('POST', `${lab.ocs.url}/jsonrpc`, junk);
        assert.deepEqual([status, text], [200, ''], junk);
      }
      const two = '{"method":"ApierV1.Ping","params":[{}],"id":1} {"method":"ApierV1.Ping","params":[{}],"id":2}{"meth';
      assert.equal((await http('POST', `${lab.ocs.url}/jsonrpc`, two)).text.split('\n').length, 3);
    }),
  );

  const errors: readonly (readonly [body: string, error: string])[] = [
    ['{"method":"Foo.Bar","params":[{}]}', "rpc: can't find service Foo.Bar"],
    ['{"method":"ApierV1.Bar","params":[{}]}', "rpc: can't find method ApierV1.Bar"],
    ['{"method":"apierv1.Ping","params":[{}]}', "rpc: can't find service apierv1.Ping"],
    ['{"method":"Ping","params":[{}]}', 'rpc: service/method request ill-formed: Ping'],
    ['{"method":"ApierV1.Ping"}', 'jsonrpc: request body missing params'],
    ['{"method":"ApierV1.Ping","params":{}}', 'json: cannot unmarshal object into Go value of type [1]interface {}'],
    ['{"method":"ApierV1.AddBalance","params":[]}', 'MANDATORY_IE_MISSING: [Account BalanceType]'],
    [
      '{"method":"ApierV1.AddBalance","params":[{"Account":" ","BalanceType":"*sms"}]}',
      'MANDATORY_IE_MISSING: [Account]',
    ],
    [
      '{"method":"ApierV1.AddBalance","params":[{"Account":"a","BalanceType":"b","Value":"15"}]}',
      'json: cannot unmarshal string into Go struct field AttrAddBalance.Value of type float64',
    ],
  ];
  for (const [body, error] of errors) {
    it(
      error,
      withLab({}, async lab => {
        const reply = await http('POST', `${lab.ocs.url}/jsonrpc`, body);
        assert.deepEqual([reply.status, JSON.parse(reply.text)], [200, { id: null, result: null, error }]);
      }),
    );
  }

  it(
    'asks for the Tenant on the 0.10 line only, and for a login when there is one',
    withLab({ ocs: { line: '0.10', basicAuth: { user: 'u', password: 'p' } } }, async lab => {
      assert.equal((await http('POST', `${lab.ocs.url}/jsonrpc`, '{}')).status, 401);
      const headers = { authorization: `Basic ${btoa('u:p')}` };
      const { text } = await http(
        'POST',
        `${lab.ocs.url}/jsonrpc`,
        { method: 'ApierV2.SetAccount', params: [{}] },
        headers,
      );
      assert.match(text, /MANDATORY_IE_MISSING: \[Tenant Account\]/);
    }),
  );
});

describe('OCS accounts', () => {
  it(
    'sets twice and keeps balances',
    withLab({}, async lab => {
      const account = {
        Tenant: 'cgrates.org',
        Account: 'S1',
        ActionPlanIds: [],
        ExtraOptions: { AllowNegative: true },
      };
      assert.equal(await rpc(lab, 'ApierV2.SetAccount', account), 'OK');
      assert.equal(await rpc(lab, 'ApierV1.AddBalance', monetary({ Value: '1500.0' })), 'OK');
      assert.equal(await rpc(lab, 'ApierV2.SetAccount', { account: 'S1', ExtraOptions: { Disabled: true } }), 'OK');
      const stored = lab.ocs.account('S1');
      assert.deepEqual(
        [stored?.AllowNegative, stored?.Disabled, values(stored?.BalanceMap?.['*monetary'])],
        [true, true, [1500]],
      );
      assert.equal(
        await rpc(lab, 'ApierV2.SetAccount', { Account: 'S1', ActionPlanIDs: ['none'] }),
        'error: SERVER_ERROR: NOT_FOUND',
      );
    }),
  );

  it(
    'removes what never was, on Redis; not on Mongo',
    withLab({}, async lab => {
      await rpc(lab, 'ApierV2.SetAccount', { Account: 'S1' });
      assert.equal(await rpc(lab, 'ApierV2.RemoveAccount', { Account: 'S1' }), 'OK');
      assert.equal(await rpc(lab, 'ApierV1.RemoveAccount', { Account: 'S1' }), 'OK');
      assert.equal(await rpc(lab, 'ApierV1.GetAccount', {}), 'error: NOT_FOUND');
      await withLab({ ocs: { db: 'mongo' } }, async mongo => {
        assert.equal(await rpc(mongo, 'ApierV1.RemoveAccount', { Account: 'S1' }), 'error: SERVER_ERROR: NOT_FOUND');
      })();
    }),
  );

  it(
    'shows the old and the new shape, and lists',
    withLab({}, async lab => {
      await rpc(lab, 'ApierV2.SetAccount', { Account: 'S1' });
      const { result } = await rpcReply<Record<string, unknown>>(lab, 'APIerSv2.GetAccount', { Account: 'S1' });
      const { UpdateTime, ...account } = result;
      assert.deepEqual(account, {
        ID: 'cgrates.org:S1',
        BalanceMap: null,
        UnitCounters: null,
        ActionTriggers: null,
        AllowNegative: false,
        Disabled: false,
      });
      assert.match(String(UpdateTime), /Z$/);
      const old = await rpcReply<{ Id: string }>(lab, 'ApierV1.GetAccount', { Account: 'S1' });
      assert.equal(old.result.Id, '*out:cgrates.org:S1');
      assert.deepEqual(await rpc(lab, 'ApierV2.GetAccounts', { AccountIDs: ['no'] }), []);
      assert.equal((await rpcReply<unknown[]>(lab, 'ApierV2.GetAccounts', {})).result.length, 1);
      assert.deepEqual(await rpc(lab, 'ApierV1.GetAccountIDs', {}), ['S1']);
    }),
  );
});

describe('OCS balances', () => {
  it(
    'a relative expiry makes a new balance each time, no expiry tops up all',
    withLab({ clock: 'virtual' }, async lab => {
      const seeds = monetary({ Value: '1500.0', ExpiryTime: '+4320h' });
      await rpc(lab, 'ApierV1.AddBalance', seeds);
      await rpc(lab, 'ApierV1.AddBalance', seeds);
      assert.deepEqual(values(lab.ocs.account('S1')?.BalanceMap?.['*monetary']), [1500, 1500]);
      await rpc(lab, 'ApierV1.AddBalance', { ...monetary({}), Value: 5 });
      assert.deepEqual(values(lab.ocs.account('S1')?.BalanceMap?.['*monetary']), [1505, 1505]);
    }),
  );

  it(
    'an ID alone decides and does not move the expiry; Overwrite empties first',
    withLab({}, async lab => {
      await rpc(lab, 'ApierV1.AddBalance', monetary({ ID: 'main', Value: 10, ExpiryTime: '2030-01-01T00:00:00Z' }));
      await rpc(lab, 'ApierV1.AddBalance', monetary({ ID: 'main', Value: 1.234567, ExpiryTime: '+24h' }));
      const balance = lab.ocs.account('S1')?.BalanceMap?.['*monetary']?.[0];
      assert.deepEqual([balance?.Value, balance?.ExpirationDate], [11.23457, '2030-01-01T00:00:00Z']);
      await rpc(lab, 'ApierV1.AddBalance', { ...monetary({ ID: 'main', Value: 3 }), Overwrite: true });
      assert.deepEqual(values(lab.ocs.account('S1')?.BalanceMap?.['*monetary']), [3]);
      await rpc(lab, 'ApierV1.DebitBalance', monetary({ ID: 'main', Value: 5 }));
      assert.deepEqual(values(lab.ocs.account('S1')?.BalanceMap?.['*monetary']), [-2]);
    }),
  );

  it(
    'refuses days, reads durations as nanoseconds',
    withLab({}, async lab => {
      assert.equal(
        await rpc(lab, 'ApierV1.AddBalance', monetary({ Value: 1, ExpiryTime: '+5d' })),
        'error: time: unknown unit "d" in duration "5d"',
      );
      assert.equal(
        await rpc(lab, 'ApierV1.AddBalance', monetary({ Value: 1, ExpiryTime: 'soon' })),
        'error: Unsupported time format',
      );
      await rpc(lab, 'ApierV1.AddBalance', { Account: 'S1', BalanceType: '*voice', Balance: { Value: '5m' } });
      assert.deepEqual(values(lab.ocs.account('S1')?.BalanceMap?.['*voice']), [300e9]);
    }),
  );

  it(
    'sets and removes by ID',
    withLab({}, async lab => {
      assert.equal(
        await rpc(lab, 'ApierV1.SetBalance', monetary({ Value: 1 })),
        'error: MANDATORY_IE_MISSING: [BalanceID or BalanceUUID]',
      );
      assert.equal(await rpc(lab, 'ApierV1.RemoveBalances', monetary({ ID: 'main' })), 'error: NOT_FOUND');
      assert.equal(await rpc(lab, 'ApierV1.SetBalance', monetary({ ID: 'main', Value: 7 })), 'OK');
      assert.equal(await rpc(lab, 'ApierV1.SetBalance', monetary({ ID: 'main', Value: 7 })), 'OK');
      assert.deepEqual(values(lab.ocs.account('S1')?.BalanceMap?.['*monetary']), [7]);
      assert.equal(
        await rpc(lab, 'ApierV1.SetBalance', monetary({ UUID: 'no', Value: 7 })),
        'error: PARTIALLY_EXECUTED',
      );
      assert.equal(await rpc(lab, 'ApierV1.RemoveBalances', monetary({ ID: 'main' })), 'OK');
      assert.equal(await rpc(lab, 'ApierV1.RemoveBalances', monetary({ ID: 'main' })), 'error: PARTIALLY_EXECUTED');
    }),
  );
});

describe('OCS actions and triggers', () => {
  it(
    'executes, makes accounts, keeps nothing of a set that fails',
    withLab({}, async lab => {
      const topup = { Identifier: '*topup', BalanceType: '*data', BalanceId: 'd', Units: '10', Weight: 10 };
      assert.equal(await rpc(lab, 'ApierV1.ExecuteAction', { Account: 'S1', ActionsId: 'none' }), 'error: NOT_FOUND');
      assert.equal(await rpc(lab, 'ApierV2.SetActions', { ActionsId: 'A', Actions: [topup] }), 'OK');
      assert.equal(await rpc(lab, 'ApierV2.SetActions', { ActionsId: 'A', Actions: [topup] }), 'error: EXISTS');
      await rpc(lab, 'ApierV2.SetActions', { ActionsId: 'B', Actions: [topup, { Identifier: '*unknown' }] });
      assert.equal(await rpc(lab, 'ApierV1.ExecuteAction', { Account: 'S1', ActionsId: 'A' }), 'OK');
      assert.equal(
        await rpc(lab, 'ApierV1.ExecuteAction', { Account: 'S1', ActionsId: 'B' }),
        'error: PARTIALLY_EXECUTED',
      );
      assert.deepEqual(values(lab.ocs.account('S1')?.BalanceMap?.['*data']), [10]);
      const noUnits = { Identifier: '*topup', BalanceType: '*data' };
      assert.equal(
        await rpc(lab, 'ApierV2.SetActions', { ActionsId: 'C', Actions: [noUnits] }),
        'error: MANDATORY_IE_MISSING:Action:*topup:[Units]',
      );
      const list = await rpcReply<{ Units: number }[]>(lab, 'ApierV1.GetActions', 'A');
      assert.equal(list.result[0]?.Units, 10);
    }),
  );

  it(
    'fires a trigger once',
    withLab({}, async lab => {
      await rpc(lab, 'ApierV1.SetActions', { ActionsId: 'STOP', Actions: [{ Identifier: '*disable_account' }] });
      const trigger = { ThresholdType: '*min_balance', ThresholdValue: 2, BalanceType: '*monetary', ActionsID: 'STOP' };
      await rpc(lab, 'ApierV1.SetActionTrigger', { GroupID: 'G', ActionTrigger: trigger });
      await rpc(lab, 'ApierV1.AddBalance', monetary({ ID: 'm', Value: 10 }));
      await rpc(lab, 'ApierV1.AddAccountActionTriggers', { Account: 'S1', ActionTriggerIDs: ['G'] });
      await rpc(lab, 'ApierV1.DebitBalance', monetary({ ID: 'm', Value: 5 }));
      assert.equal(lab.ocs.account('S1')?.Disabled, false);
      await rpc(lab, 'ApierV1.DebitBalance', monetary({ ID: 'm', Value: 5 }));
      assert.deepEqual(
        [lab.ocs.account('S1')?.Disabled, lab.ocs.account('S1')?.ActionTriggers?.[0]?.Executed],
        [true, true],
      );
    }),
  );
});

describe('OCS profiles', () => {
  it(
    'fails to remove what is gone, and filters in use',
    withLab({}, async lab => {
      const attribute = {
        ID: 'ATTR_1',
        Attributes: [{ Path: '*req.X', Type: '*constant', Value: 'y', FilterIDs: ['FLT_1'] }],
        FilterIDs: ['*string:~*req.Account:1001'],
      };
      assert.equal(
        await rpc(lab, 'APIerSv2.SetAttributeProfile', attribute),
        'error: SERVER_ERROR: broken reference to filter: <FLT_1>',
      );
      await rpc(lab, 'APIerSv1.SetFilter', { ID: 'FLT_1', Rules: [] });
      assert.equal(await rpc(lab, 'APIerSv2.SetAttributeProfile', attribute), 'OK');
      const inUse =
        'cannot remove filter <cgrates.org:FLT_1> because will broken the reference to following items: {"*attribute_filter_indexes":{"ATTR_1":{}}}';
      assert.equal(await rpc(lab, 'APIerSv1.RemoveFilter', { ID: 'FLT_1' }), `error: SERVER_ERROR: ${inUse}`);
      assert.equal(await rpc(lab, 'APIerSv1.RemoveAttributeProfile', { ID: 'ATTR_1' }), 'OK');
      assert.equal(await rpc(lab, 'APIerSv1.RemoveAttributeProfile', { ID: 'ATTR_1' }), 'error: NOT_FOUND');
      assert.equal(await rpc(lab, 'APIerSv1.RemoveFilter', { ID: 'FLT_1' }), 'OK');
      assert.equal(await rpc(lab, 'APIerSv1.GetFilterIDs', {}), 'error: NOT_FOUND');
    }),
  );
});
