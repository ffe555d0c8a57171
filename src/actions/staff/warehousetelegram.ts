import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { unitsText } from '../ledger/units.ts';
import { done } from '../reply.ts';
import { byEmployee, type StaffMessage, tellEmployees } from './tell-employees.ts';

export const warehousetelegram = defineAction({
  name: 'warehousetelegram',
  summary: 'Tell employees what is put aside for them in the warehouse, and what it cost.',
  gate: { WAREHOUSE_ENABLED: 'ERROR: WAREHOUSE DISABLED' },
  run: {
    handler: async context => {
      await tellEmployees(context, byEmployee(await reservedOf(context)).map(messageOf));
      return done('OK: WAREHOUSETELEGRAM');
    },
  },
});

/** The price of one is the average of what came in. */
async function reservedOf({ db }: ActionContext) {
  return db
    .selectFrom('stock_reservation as r')
    .innerJoin('employee as e', 'e.employee_id', 'r.employee_id')
    .innerJoin('stock_item as i', 'i.stock_item_id', 'r.stock_item_id')
    .leftJoin(
      eb =>
        eb
          .selectFrom('stock_receipt')
          .select(({ fn, eb: column }) => [
            'stock_item_id',
            fn.sum<number>(column('quantity', '*', column.ref('price_minor'))).as('cost'),
            fn.sum<number>('quantity').as('came'),
          ])
          .groupBy('stock_item_id')
          .as('c'),
      join => join.onRef('c.stock_item_id', '=', 'r.stock_item_id'),
    )
    .select(['e.employee_id', 'e.telegram', 'i.item_name', 'i.unit', 'c.cost', 'c.came'])
    .select(({ fn }) => fn.sum<number>('r.quantity').as('quantity'))
    .where('e.active', '=', 1)
    .groupBy(['e.employee_id', 'e.telegram', 'i.stock_item_id', 'i.item_name', 'i.unit', 'c.cost', 'c.came'])
    .orderBy('e.employee_id')
    .orderBy('i.item_name')
    .execute();
}

type Reserved = Awaited<ReturnType<typeof reservedOf>>[number];

function messageOf(items: readonly Reserved[]): StaffMessage {
  const cost = items.reduce((sum, item) => sum + costOf(item), 0);
  const lines = items.map(({ item_name, quantity, unit }) => `${item_name}: ${quantity} ${unit ?? ''}`.trimEnd());
  return {
    employee_id: items[0]?.employee_id ?? 0,
    telegram: items[0]?.telegram ?? null,
    body: [...lines, `Worth ${unitsText(cost)}`].join('\n'),
  };
}

function costOf({ quantity, cost, came }: Reserved): number {
  return came === null || came === 0 ? 0 : Math.round((quantity * (cost ?? 0)) / came);
}
