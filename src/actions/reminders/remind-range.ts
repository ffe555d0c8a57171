import type { DatabaseTransaction } from '../../store/schema.ts';
import type { ActionContext } from '../action.ts';
import { addDays } from '../calendar.ts';
import { fullNumber } from '../calls/phone-number.ts';
import { type Addressee, addresseesIn } from '../messages/addressees.ts';
import { contentKey } from '../messages/content-key.ts';
import { fillTemplate } from '../messages/fill-template.ts';
import { type NewMessage, queueMessages } from '../messages/queue-messages.ts';
import { transliterate } from '../messages/transliterate.ts';
import type { IdRange } from '../subscribers/id-ranges.ts';
import { dueKinds, type KindOfReminder, spansOf } from './kinds.ts';

export interface RemindedRange {
  readonly range: IdRange;
  readonly tagId: number;
  /** To all, and no reminder is remembered. */
  readonly force: boolean;
}

/** Queues the reminders of a range of subscribers, and remembers who got which. */
export async function remindRange(
  context: ActionContext,
  tx: DatabaseTransaction,
  { range, tagId, force }: RemindedRange,
): Promise<void> {
  const holders = await holdersOf(tx, range, tagId);
  const spans = await spansOf(tx, range);
  for (const who of await addresseesIn(tx, range)) {
    if (!holders.has(who.subscriber_id) || (who.mobile === '' && who.extra.length === 0)) continue;
    const kinds = force ? forced(who) : dueKinds(context, who, spans.get(who.subscriber_id));
    for (const kind of kinds) if (force || (await isNew(context, tx, who, kind))) await remind(context, tx, who, kind);
  }
}

/** Frozen ones use nothing: they are left alone. */
function forced({ frozen }: Addressee): readonly KindOfReminder[] {
  return frozen === 1 ? [] : [{ name: 'force', template: 'REMINDER_TEMPLATE', threshold: 0 }];
}

async function holdersOf(tx: DatabaseTransaction, range: IdRange, tagId: number): Promise<ReadonlySet<number>> {
  const rows = await tx
    .selectFrom('subscriber_tag')
    .select('subscriber_id')
    .where('tag_id', '=', tagId)
    .where('subscriber_id', '>', range.after)
    .where('subscriber_id', '<=', range.upTo)
    .execute();
  return new Set(rows.map(row => row.subscriber_id));
}

/** Whether nobody told him so within the threshold; from now on somebody has. */
async function isNew(
  context: ActionContext,
  tx: DatabaseTransaction,
  { login }: Addressee,
  { name, threshold }: KindOfReminder,
): Promise<boolean> {
  const { action, today, runId, now } = context;
  const subject = `${name} ${login}`;
  const last = await tx
    .selectFrom('action_mark')
    .select(({ fn }) => fn.max('period').as('day'))
    .where('action', '=', action)
    .where('subject', '=', subject)
    .executeTakeFirst();
  if (last?.day && last.day > addDays(today, -Math.max(1, threshold))) {
    context.count('already');
    return false;
  }
  await tx
    .insertInto('action_mark')
    .values({ action, subject, period: today, run_id: runId, created: now.toISOString() })
    .onConflict(conflict => conflict.doNothing())
    .execute();
  return true;
}

async function remind(
  context: ActionContext,
  tx: DatabaseTransaction,
  who: Addressee,
  { name, template }: KindOfReminder,
): Promise<void> {
  const { options, today } = context;
  const text = options.text(template) || options.text('REMINDER_TEMPLATE') || DEFAULT_TEMPLATE;
  const extra = options.isOn('REMINDER_USE_EXTMOBILES') ? who.extra : [];
  const messages = [who.mobile, ...extra]
    .filter(number => number !== '')
    .map((given): NewMessage => {
      const number = recipientOf(given, options.text('REMINDER_PREFIX') ?? '');
      const filled = fillTemplate(text, who, { today, number, spread: options.isOn('SPREAD_FEE') });
      const body = options.isOn('REMINDER_FORCE_TRANSLIT') ? transliterate(filled) : filled;
      const whom = `${name} ${who.login} ${number}`;
      return { channel: 'sms', recipient: number, body, onceKey: contentKey(whom, today, body) };
    });
  await queueMessages(context, tx, messages);
}

const DEFAULT_TEMPLATE = '{LOGIN}: your balance is {CASH}, your tariff {TARIFF} costs {TARIFFPRICE}.';

/** With a prefix (`+38`) it goes before the digits; without one, the number with its country. */
function recipientOf(number: string, prefix: string): string {
  const digits = number.replaceAll(/\D/g, '');
  const own = prefix.replaceAll(/\D/g, '');
  if (own === '') return `+${fullNumber(number) ?? digits}`;
  return `+${own}${digits.startsWith(own) ? digits.slice(own.length) : digits}`;
}
