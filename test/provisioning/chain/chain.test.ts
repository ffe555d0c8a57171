import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { listTransactions } from '../../../src/crm/transaction.ts';
import { getService } from '../../../src/crm/service.ts';
import { type ChainWorld, openChainWorld, stepsOf } from './chain-world.ts';

const starter = { product: 'mobile-starter', customer: 1, pick: true };
const refused = { rpcError: 'SERVER_ERROR: no' };

describe('an order of several plays', () => {
  let world: ChainWorld;
  before(async () => {
    world = await openChainWorld();
  });
  after(() => world.close());
  afterEach(async () => {
    await world.lab.clearFaults();
  });

  const booked = async (serviceId: number | undefined): Promise<number> => {
    const { data } = await listTransactions(world.app.db, { filters: { service_id: serviceId ?? 0 } });
    return data.reduce((sum, row) => sum + row.retail_cost, 0);
  };

  it('makes one service of three runs, and its removal runs their rescues backwards', async () => {
    const accepted: number[] = [];
    const outcome = await world.app.placeOrder(starter, { onAccepted: id => accepted.push(id) });
    assert.equal(outcome.status, 0, outcome.failure?.message);
    assert.deepEqual(stepsOf(outcome), ['1 0 -', '2 0 -', '3 0 -']);
    assert.deepEqual(
      outcome.steps?.map(step => step.provision_id),
      accepted,
    );
    assert.deepEqual(world.balances(outcome).toSorted(), [`*data ${10 * 1024 ** 3}`, '*monetary 500']);
    assert.equal(await booked(outcome.serviceId), 25);
    assert.equal(await world.stockInUse(), 2);
    assert.deepEqual((await world.app.audit()).findings, []);

    const removed = await world.app.deprovision({ service: outcome.serviceId ?? 0 });
    assert.equal(removed.status, 0, removed.failure?.message);
    assert.deepEqual(
      removed.steps?.map(({ play }) => play),
      outcome.steps?.map(({ play }) => play).toReversed(),
    );
    assert.deepEqual([world.digest(), await world.stockInUse()], [world.untouched, 0]);
    assert.equal((await getService(world.app.db, outcome.serviceId)).service_status, 'Inactive');
  });

  it('goes on with a removal that failed in the middle when it is asked for again', async () => {
    const outcome = await world.app.placeOrder(starter);
    world.lab.fault({ match: { rpc: '*.RemoveAccount' }, effect: refused });
    const failed = await world.app.deprovision({ service: outcome.serviceId ?? 0 });
    await world.lab.clearFaults();
    assert.deepEqual([failed.status, stepsOf(failed)], [2, ['1 0 -', '2 0 -', '3 2 dirty']]);
    assert.equal((await getService(world.app.db, outcome.serviceId)).service_status, 'Active');
    const removed = await world.app.retry(failed.provisionId ?? 0, { fromFailed: true });
    assert.equal(removed.status, 0, removed.failure?.message);
    assert.deepEqual([world.digest(), await world.stockInUse()], [world.untouched, 0]);
  });

  for (const step of [2, 3]) {
    it(`leaves nothing when step ${step} fails, and tells it once`, async () => {
      const told = await world.toldRuns();
      world.lab.fault({ match: { rpc: '*.AddBalance' }, when: { nth: step - 1 }, effect: refused });
      const outcome = await world.app.placeOrder(starter);
      assert.deepEqual([outcome.status, outcome.verdict], [2, 'clean']);
      assert.match(outcome.failure?.message ?? '', /SERVER_ERROR: no/);
      assert.deepEqual(stepsOf(outcome), ['1 2 clean', '2 2 clean', '3 2 clean'].slice(0, step));
      assert.equal(outcome.steps?.[0]?.note, `undone because step ${step} failed`);
      assert.equal(outcome.steps?.at(-1)?.provision_id, outcome.provisionId);
      assert.deepEqual([world.digest(), await world.stockInUse()], [world.untouched, 0]);
      assert.equal(await booked(outcome.serviceId), 0);
      assert.deepEqual(await world.toldRuns(), [...told, outcome.provisionId]);
      assert.deepEqual((await world.app.audit()).findings, []);
    });
  }

  it('is tried again whole, whichever of its runs is named', async () => {
    world.lab.fault({ match: { rpc: '*.AddBalance' }, effect: refused });
    const failed = await world.app.placeOrder(starter);
    await world.lab.clearFaults();
    await assert.rejects(world.app.retry(failed.provisionId ?? 0, { fromFailed: true }), { code: 'E_CONFLICT' });
    const again = await world.app.retry(failed.provisionId ?? 0, {});
    assert.deepEqual([again.status, again.steps?.length], [0, 3], again.failure?.message);
    await world.app.deprovision({ service: again.serviceId ?? 0 });
    assert.equal(world.digest(), world.untouched);
  });

  it('says which step is left when an earlier one cannot be undone, and keeps the stock until it is', async () => {
    world.lab.fault({ match: { rpc: '*.AddBalance' }, effect: refused });
    world.lab.fault({ match: { rpc: '*.RemoveAccount' }, effect: refused });
    const outcome = await world.app.placeOrder(starter);
    await world.lab.clearFaults();
    const [first] = outcome.steps ?? [];
    assert.deepEqual([outcome.status, outcome.verdict, stepsOf(outcome)], [2, 'dirty', ['1 2 dirty', '2 2 clean']]);
    assert.match(outcome.failure?.message ?? '', /step 1 \(play_psim_only, run \d+\) could not be undone/);
    assert.equal(await world.stockInUse(), 2);
    const finished = await world.app.finishRollback(first?.provision_id ?? 0);
    assert.deepEqual([finished.verdict, stepsOf(finished)], ['clean', ['1 2 clean', '2 2 clean']]);
    assert.deepEqual([world.digest(), await world.stockInUse()], [world.untouched, 0]);
  });

  it('turns back for a signal in the middle, and undoes what came before unhindered by it', async () => {
    const controller = new AbortController();
    const steps: string[] = [];
    const outcome = await world.app.placeOrder(starter, {
      signal: controller.signal,
      onStep: ({ step, of, undo }) => {
        steps.push(`${step} of ${of}${undo ? ' undone' : ''}`);
        if (step === 2) controller.abort(new Error('enough'));
      },
    });
    assert.deepEqual(steps, ['1 of 3', '2 of 3', '1 of 3 undone']);
    assert.deepEqual([outcome.verdict, stepsOf(outcome)], ['clean', ['1 2 clean', '2 2 clean']]);
    assert.deepEqual([world.digest(), await world.stockInUse()], [world.untouched, 0]);
  });

  it('gives the first order back when its key comes again', async () => {
    const order = { product: 'simple-starter', customer: 2, key: 'chain-1' };
    const first = await world.app.placeOrder(order);
    const second = await world.app.placeOrder(order);
    assert.deepEqual({ ...second, repeated: false }, first);
    assert.equal(second.repeated, true);
    await assert.rejects(world.app.placeOrder({ ...order, customer: 1 }), { code: 'E_CONFLICT' });
    await world.app.deprovision({ service: first.serviceId ?? 0 });
  });

  it('keeps two orders at the same time apart', async () => {
    world.lab.fault({ match: { rpc: '*.AddBalance' }, when: { nth: 4 }, effect: refused });
    const both = await Promise.all([world.app.placeOrder(starter), world.app.placeOrder({ ...starter, customer: 2 })]);
    assert.deepEqual(
      both.map(({ status }) => status).toSorted((a, b) => a - b),
      [0, 2],
    );
    const done = both.find(({ status }) => status === 0);
    assert.equal(await world.stockInUse(), 2);
    assert.deepEqual((await world.app.audit()).findings, []);
    await world.app.deprovision({ service: done?.serviceId ?? 0 });
    assert.equal(world.digest(), world.untouched);
  });
});
