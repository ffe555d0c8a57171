import { sql } from 'kysely';
import type { DatabaseTransaction } from '../../store/schema.ts';
import type { ActionContext } from '../action.ts';
import { dateTimeOf } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { daysLeftOf } from '../forecast/days-left-of.ts';
import { inBatches } from '../in-batches.ts';
import { queueMessages } from '../messages/queue-messages.ts';
import { done } from '../reply.ts';
import { noticeText } from './notice-text.ts';
import { numbersToTell } from './numbers-to-tell.ts';

const MINUTE_MS = 60_000;

export const opayzsmsnotify = defineAction({
  name: 'opayzsmsnotify',
  summary: 'Queue an SMS for every payment that came through OpenPayz.',
  gate: options => {
    if (!options.isOn('OP_SMS_NOTIFY_ENABLED')) {
      return 'OPAZYSMSNOTIFY ERROR: OPENPAZY SMS NOTIFICATION IS DISABLED';
    }
    return options.isOn('SENDDOG_ENABLED') ? undefined : 'OPAZYSMSNOTIFY ERROR: SENDDOG IS DISABLED';
  },
  run: {
    handler: async context => {
      await pullPayments(context);
      const sent = await tellPayers(context);
      if (sent > 0) context.tell(`OPAYZ SMS NOTIFY: sent ${sent} messages`);
      return done('OPAZYSMSNOTIFY: FINISHED PROCESSING');
    },
  },
});

/** Notes the payments since a little before the newest that is noted. */
async function pullPayments(context: ActionContext): Promise<void> {
  const since = await pullSince(context);
  const pulled = await context.transaction(async tx => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('payment_notice')
      .columns(['ledger_id', 'created'])
      .expression(eb =>
        eb
          .selectFrom('ledger as l')
          .select(['l.ledger_id', 'l.created'])
          .where('l.account', '=', 'main')
          // In words of its own, so that the index of these rows is taken.
          .where(sql<boolean>`l.actor = 'openpayz'`)
          .where('l.kind', '=', 'payment')
          .where('l.created', '>', since),
      )
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirst();
    return Number(numInsertedOrUpdatedRows ?? 0);
  });
  context.changed(pulled);
  if (pulled === 0) return;
  const from = dateTimeOf(new Date(since));
  context.tell(`OPAYZ SMS NOTIFY: pulled ${pulled} payment records, starting from: ${from}`);
}

async function pullSince({ db, options, now }: ActionContext): Promise<string> {
  const newest = await db
    .selectFrom('payment_notice')
    .select(({ fn }) => fn.max('created').as('created'))
    .executeTakeFirst();
  const moment = newest?.created == null ? now : new Date(newest.created);
  const minutes = options.digits('OP_SMS_NOTIFY_PAYMENTS_PULL_INTERVAL', 5);
  return new Date(moment.getTime() - minutes * MINUTE_MS).toISOString();
}

type Notice = Awaited<ReturnType<typeof unsentNotices>>[number];

async function unsentNotices({ db }: ActionContext) {
  return db
    .selectFrom('payment_notice as n')
    .innerJoin('ledger as l', 'l.ledger_id', 'n.ledger_id')
    .innerJoin('subscriber as s', 's.subscriber_id', 'l.owner_id')
    .select(['n.ledger_id', 's.subscriber_id', 's.login', 'l.amount_minor', 'l.after_minor'])
    .where('n.sent_at', 'is', null)
    .orderBy('n.ledger_id')
    .execute();
}

async function tellPayers(context: ActionContext): Promise<number> {
  const queued = await inBatches(context, await unsentNotices(context), (tx, notice) => tellPayer(context, tx, notice));
  return queued.reduce((sum, count) => sum + count, 0);
}

/** Message and mark together. Who has no number stays unsent, for he may get one. */
async function tellPayer(context: ActionContext, tx: DatabaseTransaction, notice: Notice): Promise<number> {
  const inTransaction = { ...context, db: tx };
  const numbers = await numbersToTell(inTransaction, notice.subscriber_id);
  if (numbers.length === 0) return 0;
  const body = noticeText(context, notice, await daysLeftOf(inTransaction, notice.login, false));
  const messages = numbers.map(recipient => {
    return { channel: 'sms', recipient, body, onceKey: `${notice.ledger_id} ${recipient}` } as const;
  });
  const queued = await queueMessages(context, tx, messages);
  const sent_at = context.now.toISOString();
  await tx.updateTable('payment_notice').set({ sent_at }).where('ledger_id', '=', notice.ledger_id).execute();
  return queued;
}
