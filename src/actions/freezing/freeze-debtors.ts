import type { ActionContext, HandlerReply } from '../action.ts';
import { momentOf, monthOf } from '../calendar.ts';
import { unitsText } from '../ledger/units.ts';
import { done } from '../reply.ts';

/** Somebody whose debt may freeze him. */
export interface Debtor {
  readonly subscriber_id: number;
  readonly login: string;
  readonly balance_minor: number;
}

/** Reply of both kinds of automatic freezing when nobody is to be looked at. */
export const NOBODY = 'OK:NO_USERS_TO_AUTOFREEZE';

/** Freezes them; with `spareCredited` not those who took a credit by themselves this month: they are told only. */
export async function freezeDebtors(
  context: ActionContext,
  debtors: readonly Debtor[],
  spareCredited: boolean,
): Promise<HandlerReply> {
  const spared = spareCredited ? await creditedThisMonth(context) : new Set<number>();
  const due = debtors.filter(({ subscriber_id }) => !spared.has(subscriber_id));
  for (let at = 0; at < due.length; at += 500) await freeze(context, due.slice(at, at + 500));
  for (const { subscriber_id, login, balance_minor } of debtors) {
    const skipped = spared.has(subscriber_id) ? ' SKIP BY ZBSSC' : '';
    context.tell(`AUTOFREEZE (${login}) ON BALANCE ${unitsText(balance_minor)}${skipped}`);
  }
  context.tell(`AUTOFREEZE DONE COUNT \`${due.length}\``);
  return done('OK:AUTOFREEZE');
}

async function freeze(context: ActionContext, debtors: readonly Debtor[]): Promise<void> {
  const ids = debtors.map(({ subscriber_id }) => subscriber_id);
  await context.transaction(tx =>
    tx.updateTable('subscriber').set({ frozen: 1 }).where('subscriber_id', 'in', ids).execute(),
  );
  context.count('frozen', ids.length);
  context.changed(ids.length);
}

async function creditedThisMonth({ db, today }: ActionContext): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('credit')
    .select('subscriber_id')
    .where('source', '=', 'cabinet')
    .where('created', '>=', momentOf(`${monthOf(today)}-01`))
    .execute();
  return new Set(rows.map(row => row.subscriber_id));
}
