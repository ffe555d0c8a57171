import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { describe, it } from 'node:test';
import { nextRun } from '../../src/lab/ocs/next-run.ts';
import { parseTiming } from '../../src/lab/ocs/timing.ts';
import { rpc, withLab } from './client.ts';

const start = '2026-01-31T12:00:00Z';
const any = { Years: '', Months: '', MonthDays: '', WeekDays: '' };
const topup = { Identifier: '*topup', BalanceType: '*monetary', BalanceId: 'm', Units: '1' };
const total = (account: { BalanceMap: Record<string, { Value: number }[]> | null } | undefined) =>
  account?.BalanceMap?.['*monetary']?.reduce((sum, { Value }) => sum + Value, 0) ?? 0;

describe('OCS plans', () => {
  it(
    'are refused with the reason',
    withLab({}, async lab => {
      const set = (plan: Record<string, unknown>) =>
        rpc(lab, 'ApierV1.SetActionPlan', JSON.parse(JSON.stringify({ Id: 'P', ...plan })));
      await rpc(lab, 'ApierV2.SetActions', { ActionsId: 'A', Actions: [topup] });
      assert.equal(
        await set({ ActionsId: 'A', Timing: {}, ActionTriggers: [] }),
        'error: MANDATORY_IE_MISSING: [ActionPlan]',
      );
      assert.equal(await set({ ActionPlan: [{ ActionsId: 'A' }] }), 'error: MANDATORY_IE_MISSING:Action:A:[Time]');
      assert.equal(await set({ ActionPlan: [{ ActionsId: 'B', Time: '*asap' }] }), 'error: BROKEN_REFERENCE:B');
      assert.equal(
        await set({ ActionPlan: [{ ActionsId: 'A', Time: '00:00:00Z' }] }),
        'error: UNSUPPORTED_FORMAT:00:00:00Z',
      );
      assert.equal(await set({ ActionPlan: [{ ActionsId: 'A', Time: '*daily' }] }), 'OK');
      assert.equal(await set({ ActionPlan: [{ ActionsId: 'A', Time: '*daily' }] }), 'error: EXISTS');
      assert.equal(await rpc(lab, 'ApierV1.RemoveActionPlan', { ID: 'never' }), 'OK');
    }),
  );

  it(
    'run on the virtual clock in time order, and lose their accounts when overwritten',
    withLab({ clock: { virtual: start } }, async lab => {
      await rpc(lab, 'ApierV2.SetActions', { ActionsId: 'A', Actions: [topup] });
      const plan = { Id: 'P', ActionPlan: [{ ActionsId: 'A', Time: '*monthly_estimated' }], Overwrite: true };
      await rpc(lab, 'ApierV1.SetActionPlan', plan);
      await rpc(lab, 'ApierV2.SetAccount', { Account: 'S1', ActionPlanIDs: ['P'], ReloadScheduler: true });
      const events = await lab.clock.advance('365d');
      assert.deepEqual(
        [events.length, total(lab.ocs.account('S1')), events[0]?.time],
        [12, 12, '2026-02-28T12:00:00.000Z'],
      );
      await rpc(lab, 'ApierV1.SetActionPlan', { ...plan, ReloadScheduler: true });
      assert.deepEqual(await lab.clock.advance('365d'), []);
      assert.deepEqual(await rpc(lab, 'ApierV1.GetAccountActionPlan', { Account: 'S1' }), []);
    }),
  );

  it(
    'queue *asap anew on each SetAccount, until a reload',
    withLab({}, async lab => {
      await rpc(lab, 'ApierV2.SetActions', { ActionsId: 'A', Actions: [topup] });
      await rpc(lab, 'ApierV1.SetActionPlan', { Id: 'P', ActionPlan: [{ ActionsId: 'A', Time: '*asap' }] });
      const account = { Account: 'S1', ActionPlanIDs: ['P'] };
      await rpc(lab, 'ApierV2.SetAccount', account);
      assert.equal(total(lab.ocs.account('S1')), 0);
      await rpc(lab, 'ApierV2.SetAccount', { ...account, ReloadScheduler: true });
      assert.equal(total(lab.ocs.account('S1')), 2);
      assert.deepEqual(lab.ocs.state.plans['P']?.AccountIDs, {});
    }),
  );

  it(
    'say when there is no scheduler, after the account is saved',
    withLab({ ocs: { scheduler: false } }, async lab => {
      assert.equal(
        await rpc(lab, 'ApierV2.SetAccount', { Account: 'S1', ReloadScheduler: true }),
        'error: SCHEDULER_NOT_RUNNING',
      );
      assert.ok(lab.ocs.account('S1'));
    }),
  );

  const runs: readonly (readonly [time: string, calendar: Partial<typeof any>, next: string | undefined])[] = [
    ['*hourly', {}, '2026-01-31T13:00:00.000Z'],
    ['*every_minute', {}, '2026-01-31T12:01:00.000Z'],
    ['*monthly', {}, '2026-03-31T12:00:00.000Z'],
    ['*month_end', {}, '2026-02-28T12:00:00.000Z'],
    ['*yearly', {}, '2027-01-31T12:00:00.000Z'],
    ['+90m', {}, '2026-01-31T13:30:00.000Z'],
    ['00:00:00', { MonthDays: '1;15' }, '2026-02-01T00:00:00.000Z'],
    ['06:30:00', { WeekDays: '1', Months: '3' }, '2026-03-02T06:30:00.000Z'],
    ['00:00:00', { Years: '2020' }, undefined],
    ['*asap', {}, undefined],
  ];
  for (const [time, calendar, next] of runs) {
    it(`next run of ${time} ${JSON.stringify(calendar)} is ${next}`, () => {
      const now = new Date(start);
      assert.equal(nextRun(parseTiming(time, { ...any, ...calendar }, now), now)?.toISOString(), next);
    });
  }
});

describe('OCS call-backs', () => {
  it(
    'carry the account and are tried three times',
    withLab({ clock: 'virtual' }, async lab => {
      const bodies: string[] = [];
      const server = createServer((request, response) => {
        let body = '';
        request
          .on('data', chunk => (body += chunk))
          .on('end', () => {
            bodies.push(body);
            response.writeHead(bodies.length < 3 ? 500 : 200).end();
          });
      });
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${portOf(server)}/renew`;
      await rpc(lab, 'ApierV2.SetActions', {
        ActionsId: 'CALL',
        Actions: [{ Identifier: '*http_post', ExtraParameters: url }],
      });
      assert.equal(await rpc(lab, 'ApierV1.ExecuteAction', { Account: 'S1', ActionsId: 'CALL' }), 'OK');
      assert.deepEqual(
        bodies.map(body => JSON.parse(body).ID),
        Array(3).fill('cgrates.org:S1'),
      );
      server.close();
      const sent = lab.journal.entries().filter(entry => entry.direction === 'out');
      assert.deepEqual(
        sent.map(entry => entry.status),
        [500, 500, 200],
      );
    }),
  );
});

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
