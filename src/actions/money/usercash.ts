import type { DatabaseTransaction } from '../../store/schema.ts';
import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { type ChargeOne, postMoney } from '../ledger/charge-once.ts';
import { unitsText } from '../ledger/units.ts';
import { digits, money, optionalText, text } from '../params/kinds.ts';
import { done, refused } from '../reply.ts';
import { findSubscriber, type Subscriber } from '../subscribers/find-subscriber.ts';

/** How each operation posts a sum, and its word in the log. */
interface Operation {
  readonly logged?: string;
  charge(sumMinor: number, note: string, subscriber: Subscriber): Omit<ChargeOne, 'ownerId'>;
}

const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['add', { logged: 'BALANCEADD', charge: (amountMinor, note) => ({ amountMinor, note }) }],
  ['op', { charge: (amountMinor, note) => ({ amountMinor, note }) }],
  ['correct', { logged: 'BALANCECORRECT', charge: (amountMinor, note) => ({ kind: 'correction', amountMinor, note }) }],
  [
    'set',
    {
      logged: 'BALANCESET',
      charge: (sumMinor, note, { balance_minor }) => ({
        kind: 'set',
        amountMinor: sumMinor - balance_minor,
        shownMinor: sumMinor,
        note: `BALANCESET:${note}`,
      }),
    },
  ],
  [
    'mock',
    {
      logged: 'BALANCEMOCK',
      charge: (shownMinor, note) => ({ kind: 'mock', amountMinor: 0, shownMinor, note: `MOCK:${note}` }),
    },
  ],
]);

const missing = 'ERROR:NO_PARAMS';

export const usercash = defineAction({
  name: 'usercash',
  summary: 'One money operation on one subscriber.',
  params: {
    login: text({ summary: 'login', missing }),
    summ: money({ summary: 'amount, such as 15.50 or -3', missing, wrong: 'ERROR:DIRTY_MONEY' }),
    ct: digits({ summary: 'cash type', fallback: 1 }),
    op: optionalText({ summary: 'add (default), correct, set or mock' }),
    note: optionalText({ summary: 'note in the ledger' }),
  },
  lock: 'none',
  run: {
    handler: async (context, { login, summ, ct, op = 'add', note = '' }) =>
      context.transaction(async tx => {
        const subscriber = await findSubscriber(tx, login);
        if (subscriber === undefined) return refused('ERROR:WRONG_LOGIN');
        const operation = operations.get(op);
        if (operation === undefined) return refused('ERROR:WRONG_OP');
        await carryOut(context, tx, subscriber, { ...operation.charge(summ, note, subscriber), cashTypeId: ct });
        if (operation.logged !== undefined) context.tell(`${operation.logged} (${login}) ON ${unitsText(summ)}`);
        return done('OK:USERCASH');
      }),
  },
});

async function carryOut(
  context: ActionContext,
  tx: DatabaseTransaction,
  { subscriber_id }: Subscriber,
  charge: Omit<ChargeOne, 'ownerId'>,
): Promise<void> {
  await postMoney(context, tx, { ...charge, ownerId: subscriber_id });
}
