import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { updateService } from '../../src/crm/service.ts';
import type { FaultRule } from '../../src/lab/faults/rule.ts';
import { type AddonWorld, openAddonWorld } from './addon-world.ts';

const ADD_BALANCE = { rpc: 'ApierV1.AddBalance' } as const;
const CHARGE = { system: 'pay', path: '/v1/payment_intents' } as const;
const REFUND = { system: 'pay', path: '/v1/refunds' } as const;
const RESET_AFTER_COMMIT = { reset: 'headers', commit: true } as const;

interface Failure {
  readonly what: string;
  readonly faults: readonly FaultRule[];
  readonly message: RegExp;
}

const undone: readonly Failure[] = [
  {
    what: 'the OCS refuses the credit',
    faults: [{ match: ADD_BALANCE, effect: { rpcError: 'SERVER_ERROR: no' } }],
    message: /no/,
  },
  {
    what: 'the credit is given but never answered',
    faults: [{ match: ADD_BALANCE, effect: RESET_AFTER_COMMIT }],
    message: /reset/,
  },
  {
    what: 'the OCS is away before the charge',
    faults: [{ match: { rpc: '*.GetAccount' }, effect: { status: { code: 503 } } }],
    message: /503/,
  },
  {
    what: 'the gateway books the charge but answers no try in time',
    faults: [{ match: CHARGE, when: { times: 3 }, effect: RESET_AFTER_COMMIT }],
    message: /503/,
  },
];

const notUndone: readonly Failure[] = [
  {
    what: 'the refund fails',
    faults: [
      { match: ADD_BALANCE, effect: { rpcError: 'SERVER_ERROR: no' } },
      { match: REFUND, effect: { status: { code: 500 } } },
    ],
    message: /no/,
  },
  {
    what: 'the gateway never tells what became of the charge',
    faults: [{ match: CHARGE, effect: RESET_AFTER_COMMIT }],
    message: /503/,
  },
  {
    what: 'the OCS never tells what became of the credit',
    faults: [
      { match: ADD_BALANCE, effect: RESET_AFTER_COMMIT },
      { match: { rpc: '*.RemoveBalances' }, effect: { reset: 'headers' } },
    ],
    message: /reset/,
  },
];

describe('a paid top-up', () => {
  let world: AddonWorld;
  before(async () => {
    world = await openAddonWorld();
  });
  after(() => world.close());

  const withFaults = async <T>(faults: readonly FaultRule[], work: () => Promise<T>): Promise<T> => {
    for (const rule of faults) world.lab.fault(rule);
    try {
      return await work();
    } finally {
      await world.lab.clearFaults();
    }
  };

  it('charges once, credits once, books and tells the customer', async () => {
    const held = await world.holdings();
    const outcome = await world.order('topup-monetary');
    assert.equal(outcome.status, 0, outcome.failure?.message);
    assert.deepEqual(await world.failures(outcome), []);
    assert.deepEqual(await world.holdings(), {
      balances: ['*monetary 2000', ...held.balances],
      paid: held.paid + 2000,
      booked: held.booked + 2000,
      messages: held.messages + 1,
    });
    const [balance] = world.lab.ocs.account(world.serviceUuid)?.BalanceMap?.['*monetary'] ?? [];
    const days = (Date.parse(balance?.ExpirationDate ?? '') - Date.now()) / 86_400_000;
    assert.ok(Math.abs(days - 180) < 1, `expires in ${days} days`);
    const message = world.lab.sms.sent.at(-1);
    assert.match(JSON.stringify(message), /99975559001/);
    assert.deepEqual((await world.app.audit()).findings, []);
  });

  it('charges nothing when it comes again under its key', async () => {
    const first = await world.order('topup-monetary', {}, 'topup-1');
    const held = await world.holdings();
    const second = await world.order('topup-monetary', {}, 'topup-1');
    assert.deepEqual([second.repeated, second.provisionId], [true, first.provisionId]);
    assert.deepEqual(await world.holdings(), held);
  });

  it('charges once when the gateway books and the connection breaks', async () => {
    const held = await world.holdings();
    await world.useCard('pm_lost');
    const outcome = await world.order('topup-monetary');
    await world.useCard('pm_ok');
    assert.equal(outcome.status, 0, outcome.failure?.message);
    assert.equal((await world.holdings()).paid, held.paid + 2000);
  });

  for (const card of ['pm_declined', 'pm_nofunds', 'pm_expired', 'pm_sca']) {
    it(`gives and takes nothing when the card is ${card}`, async () => {
      const held = await world.holdings();
      await world.useCard(card);
      const outcome = await world.order('topup-monetary');
      await world.useCard('pm_ok');
      assert.deepEqual([outcome.status, outcome.verdict, outcome.failure?.task], [2, 'clean', 'Charge customer']);
      assert.match(outcome.failure?.message ?? '', /the card was refused: \w+ .*402/);
      assert.deepEqual(await world.holdings(), held);
    });
  }

  for (const { what, faults, message } of undone) {
    it(`gives everything back when ${what}`, async () => {
      const held = await world.holdings();
      const outcome = await withFaults(faults, () => world.order('topup-monetary'));
      assert.deepEqual([outcome.status, outcome.verdict], [2, 'clean'], JSON.stringify(await world.failures(outcome)));
      assert.match(outcome.failure?.message ?? '', message);
      assert.deepEqual(await world.holdings(), held);
      assert.deepEqual((await world.app.audit()).findings, []);
    });
  }

  it('gives everything back when the CRM refuses the transaction', async () => {
    const held = await world.holdings();
    const tooLong = { product_name: 'x'.repeat(300) };
    await world.app.db.updateTable('product').set(tooLong).where('product_slug', '=', 'topup-monetary').execute();
    const outcome = await world.order('topup-monetary');
    const name = { product_name: 'Mobile Top-up 20' };
    await world.app.db.updateTable('product').set(name).where('product_slug', '=', 'topup-monetary').execute();
    assert.deepEqual([outcome.verdict, outcome.failure?.task], ['clean', 'Add Transaction to CRM']);
    assert.deepEqual(await world.holdings(), held);
  });

  for (const { what, faults, message } of notUndone) {
    it(`says that a person must look when ${what}`, async () => {
      const outcome = await withFaults(faults, () => world.order('topup-monetary'));
      assert.deepEqual([outcome.status, outcome.verdict], [2, 'dirty']);
      assert.match(outcome.failure?.message ?? '', message);
      assert.ok(world.lab.ocs.account(world.serviceUuid) !== undefined);
    });
  }

  it('refuses the service of another customer and one that is removed, and charges nobody', async () => {
    const held = await world.holdings();
    const vars = new Map([['service_id', world.serviceId]]);
    const foreign = world.app.placeOrder({ product: 'topup-monetary', customer: 2, vars });
    await assert.rejects(foreign, { code: 'E_CONFLICT' });
    await updateService(world.app.db, world.serviceId, { service_status: 'Inactive' });
    await assert.rejects(world.order('topup-monetary'), { code: 'E_CONFLICT' });
    await updateService(world.app.db, world.serviceId, { service_status: 'Suspended' });
    const outcome = await world.order('topup-monetary');
    assert.deepEqual([outcome.status, outcome.verdict], [2, 'clean']);
    assert.match(outcome.failure?.message ?? '', /is Suspended, not Active/);
    assert.deepEqual(await world.holdings(), held);
    await updateService(world.app.db, world.serviceId, { service_status: 'Active' });
  });
});
