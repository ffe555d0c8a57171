import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FaultEffect, FaultRule } from '../../src/lab/faults/rule.ts';
import { pathMatches } from '../../src/lab/faults/glob.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { brokenBy, http, rpc, withLab } from './client.ts';

const setAccount = (lab: Lab, name = 'S1') => rpc(lab, 'ApierV2.SetAccount', { Account: name });
const url = (lab: Lab) => `${lab.ocs.url}/jsonrpc`;
const body = '{"method":"ApierV2.SetAccount","params":[{"Account":"S1"}]}';

describe('effects, as a client sees them', () => {
  /** How the call ends, and whether the account is there afterwards. */
  const effects: readonly (readonly [name: string, effect: FaultEffect, seen: string, done: boolean])[] = [
    ['reset before commit', { reset: 'headers' }, 'ECONNRESET', false],
    ['reset after commit', { reset: 'headers', commit: true }, 'ECONNRESET', true],
    ['reset in the body', { reset: 'mid-body' }, 'ECONNRESET', true],
    ['reset at accept', { reset: 'accept' }, 'ECONNRESET', false],
    ['truncate', { truncate: { bytes: 10 } }, 'UND_ERR_SOCKET', true],
    ['status', { status: { code: 503 } }, '503 fault injected\n', false],
    ['status after commit', { status: { code: 500, body: { x: 1 } }, commit: true }, '500 {"x":1}', true],
    ['rpcError', { rpcError: 'SERVER_ERROR: X' }, '200 {"id":null,"result":null,"error":"SERVER_ERROR: X"}\n', false],
    ['garbage', { garbage: true }, '200 <html><body>It works!</body>', true],
    ['empty body', { emptyBody: true }, '200 ', true],
    ['drop', { drop: true }, '200 {"id":null,"result":"OK","error":null}\n', false],
    ['throttle', { throttle: { bytesPerSecond: 400 } }, '200 {"id":null,"result":"OK","error":null}\n', true],
  ];
  for (const [name, effect, seen, done] of effects) {
    it(
      name,
      withLab({}, async lab => {
        lab.fault({ effect, when: { times: 1 } });
        let answer = '';
        const broken = await brokenBy(
          http('POST', url(lab), body).then(({ status, text }) => (answer = `${status} ${text}`)),
        );
        assert.equal(broken === 'answered' ? answer : broken, seen);
        await lab.waitIdle();
        assert.equal(lab.ocs.account('S1') !== undefined, done);
        assert.equal(lab.faults()[0]?.applied, 1);
        assert.equal(await setAccount(lab), 'OK', 'and then all is well');
      }),
    );
  }

  it(
    'latency',
    withLab({}, async lab => {
      lab.fault({ effect: { latency: { ms: 150 } } });
      const started = performance.now();
      await setAccount(lab);
      assert.ok(performance.now() - started >= 145);
    }),
  );

  it(
    'hang, until it is cleared',
    withLab({}, async lab => {
      const id = lab.fault({ effect: { hang: true } });
      const call = brokenBy(setAccount(lab));
      while (lab.journal.entries().length === 0) await new Promise(resolve => setTimeout(resolve, 5));
      await lab.waitIdle();
      await lab.clearFaults(id);
      assert.equal(await call, 'ECONNRESET');
      assert.equal(lab.journal.entries()[0]?.outcome, 'hang');
    }),
  );

  it(
    'duplicate',
    withLab({}, async lab => {
      lab.fault({ effect: { duplicate: true }, match: { rpc: '*.AddBalance' } });
      await rpc(lab, 'ApierV1.AddBalance', { Account: 'S1', BalanceType: '*sms', Balance: { ID: 'x', Value: 2 } });
      assert.equal(lab.ocs.account('S1')?.BalanceMap?.['*sms']?.[0]?.Value, 4);
    }),
  );

  it(
    'down: refused until cleared, for a time, or for some tries',
    withLab({}, async lab => {
      await setAccount(lab);
      const id = lab.fault({ match: { system: 'ocs' }, effect: { down: {} } });
      assert.equal(await brokenBy(setAccount(lab)), 'ECONNREFUSED');
      await lab.clearFaults(id);
      assert.equal(await setAccount(lab), 'OK');
      lab.fault({ match: { system: 'ocs' }, effect: { down: { seconds: 0.1 } } });
      assert.equal(await brokenBy(setAccount(lab)), 'ECONNREFUSED');
      await new Promise(resolve => setTimeout(resolve, 200));
      assert.equal(await setAccount(lab), 'OK');
      await lab.clearFaults();
      lab.fault({ match: { system: 'ocs' }, effect: { down: { tries: 2 } } });
      const tries = [await brokenBy(setAccount(lab)), await brokenBy(setAccount(lab)), await brokenBy(setAccount(lab))];
      assert.deepEqual(tries, ['ECONNRESET', 'ECONNRESET', 'answered']);
      lab.down('ocs');
      assert.equal(await brokenBy(setAccount(lab)), 'ECONNREFUSED');
      await lab.up('ocs');
      assert.equal(await setAccount(lab), 'OK');
    }),
  );

  it(
    'an RPC error at a system without RPC is its own 500',
    withLab({}, async lab => {
      lab.fault({ effect: { rpcError: 'boom' } });
      const { status, text } = await http('GET', `${lab.hss[0]!.url}/apn/list`);
      assert.deepEqual([status, JSON.parse(text).result], [500, 'Failed']);
    }),
  );
});

describe('which calls and when', () => {
  it(
    'the k-th call over all systems',
    withLab({ hss: 2 }, async lab => {
      lab.fault({ when: { nth: 3 }, effect: { status: { code: 500 } } });
      const list = (n: number) => http('GET', `${lab.hss[n]!.url}/apn/list`);
      const statuses = [
        (await list(0)).status,
        (await http('POST', url(lab), body)).status,
        (await list(1)).status,
        (await list(0)).status,
      ];
      assert.deepEqual(statuses, [200, 200, 500, 200]);
      assert.deepEqual(
        lab.journal.entries().map(entry => entry.fault),
        [undefined, undefined, 'fault-1', undefined],
      );
    }),
  );

  it(
    'by instance, method, path, rpc, body and account',
    withLab({ hss: 2 }, async lab => {
      const status = { status: { code: 418 } };
      const apns = async (n: number) => (await http('GET', `${lab.hss[n]!.url}/apn/list`)).status;
      lab.fault({ match: { instance: 'hss2', method: 'get', path: '/apn/*' }, effect: status });
      assert.deepEqual([await apns(0), await apns(1)], [200, 418]);
      lab.fault({ match: { account: 'S2' }, effect: { rpcError: 'two' } });
      lab.fault({
        match: { rpc: '*.SetAccount', body: { '/params/0/Account': { regex: '^S3' } } },
        effect: { rpcError: 'three' },
      });
      assert.deepEqual(
        [await setAccount(lab, 'S1'), await setAccount(lab, 'S2'), await setAccount(lab, 'S33')],
        ['OK', 'error: two', 'error: three'],
      );
      lab.fault({ match: { imsi: '00101' }, effect: status });
      assert.equal((await http('GET', `${lab.hss[0]!.url}/auc/imsi/00101`)).status, 418);
    }),
  );

  it(
    'every, first, after, times, probability',
    withLab({ randomSeed: 7 }, async lab => {
      const pattern = async (when: object) => {
        const id = lab.fault({ when, effect: { rpcError: 'x' } });
        let seen = '';
        for (let n = 0; n < 6; n++) seen += (await setAccount(lab)) === 'OK' ? '.' : 'x';
        await lab.clearFaults(id);
        return seen;
      };
      assert.equal(await pattern({ every: 2 }), '.x.x.x');
      assert.equal(await pattern({ first: 2 }), 'xx....');
      assert.equal(await pattern({ after: 4 }), '....xx');
      assert.equal(await pattern({ after: 1, times: 2 }), '.xx...');
      assert.match(await pattern({ probability: 0.5 }), /^(?=.*x)(?=.*\.)/);
      assert.equal(await pattern({ probability: 0 }), '......');
    }),
  );

  it(
    'named sets, and errors for what is not',
    withLab({}, async lab => {
      assert.equal(lab.faultSet('flaky').length, 2);
      assert.throws(() => lab.faultSet('flakey'), { code: 'E_NOT_FOUND', hint: 'did you mean flaky?' });
      assert.throws(() => lab.fault({ effect: {} }), { code: 'E_INPUT' });
      const misspelt: FaultRule = JSON.parse('{"when":{"probabilty":1},"effect":{"hang":true}}');
      assert.throws(() => lab.fault(misspelt), { code: 'E_INPUT', hint: 'did you mean probability?' });
      await assert.rejects(lab.clearFaults('none'), { code: 'E_NOT_FOUND' });
    }),
  );

  it('globs', () => {
    assert.equal(pathMatches('/subscriber/*', '/subscriber/1'), true);
    assert.equal(pathMatches('/subscriber/*', '/subscriber/imsi/1'), false);
    assert.equal(pathMatches('/subscriber/**', '/subscriber/imsi/1'), true);
    assert.equal(pathMatches('/a.b', '/axb'), false);
  });
});
