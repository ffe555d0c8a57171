import type { ActionContext } from '../action.ts';
import { fullNumber } from '../calls/phone-number.ts';

/** Where a payer wants to be told: his mobile, further ones by option; nobody without the reminder's tag when the option says so. */
export async function numbersToTell(context: ActionContext, subscriberId: number): Promise<readonly string[]> {
  const { db, options } = context;
  if (!(await wantsNotices(context, subscriberId))) return [];
  const kinds = options.isOn('OP_SMS_NOTIFY_USE_EXTMOBILES') ? ['mobile', 'extra'] : ['mobile'];
  const phones = await db
    .selectFrom('phone')
    .select('number')
    .where('subscriber_id', '=', subscriberId)
    .where('kind', 'in', kinds)
    .orderBy('phone_id')
    .execute();
  const numbers = phones.flatMap(({ number }) => fullNumber(number) ?? []);
  return [...new Set(numbers.map(number => `+${number}`))];
}

async function wantsNotices({ db, options }: ActionContext, subscriberId: number): Promise<boolean> {
  const tagId = options.digits('REMINDER_TAGID', 0);
  if (!options.isOn('OP_SMS_NOTIFY_RESPECT_REMINDER_TAGID') || tagId === 0) return true;
  const tag = await db
    .selectFrom('subscriber_tag')
    .select('tag_id')
    .where('subscriber_id', '=', subscriberId)
    .where('tag_id', '=', tagId)
    .executeTakeFirst();
  return tag !== undefined;
}
