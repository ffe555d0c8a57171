import type { ActionContext } from '../action.ts';
import { addMonths, isDay, isLastDayOfMonth, monthOf } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { unitsText } from '../ledger/units.ts';
import { done, skipped } from '../reply.ts';
import { setCredit } from './set-credit.ts';

export const autocredit = defineAction({
  name: 'autocredit',
  summary: 'On the last day of the month give a credit to subscribers with a custom field that holds its last day.',
  gate: { AUTOCREDIT_CFID: 'ERROR:AUTOCREDIT DISABLED' },
  run: {
    handler: async context => {
      if (!isLastDayOfMonth(context.today)) return skipped('SKIP:AUTOCREDIT', 'not the last day');
      let given = 0;
      for (const member of await membersOf(context)) if (await giveCredit(context, member)) given++;
      return done(`OK:AUTOCREDIT ${given}`);
    },
  },
});

type Member = Awaited<ReturnType<typeof membersOf>>[number];

/** Who has the field, with the fee of the tariff and of all virtual services. */
async function membersOf({ db, options }: ActionContext) {
  const services = db
    .selectFrom('subscriber_tag as st')
    .innerJoin('virtual_service as v', 'v.tag_id', 'st.tag_id')
    .select(eb => [
      'st.subscriber_id',
      eb.fn.sum<number>(eb('v.price_minor', '*', eb.ref('st.quantity'))).as('services_minor'),
    ])
    .groupBy('st.subscriber_id');
  return db
    .selectFrom('subscriber_field as f')
    .innerJoin('subscriber as s', 's.subscriber_id', 'f.subscriber_id')
    .leftJoin('tariff as t', 't.tariff_id', 's.tariff_id')
    .leftJoin(services.as('v'), 'v.subscriber_id', 's.subscriber_id')
    .select(['s.subscriber_id', 's.login', 'f.value', 't.fee_minor', 'v.services_minor'])
    .where('f.custom_field_id', '=', options.digits('AUTOCREDIT_CFID', 0))
    .where('f.value', '<>', '')
    .orderBy('s.subscriber_id')
    .execute();
}

async function giveCredit(context: ActionContext, member: Member): Promise<boolean> {
  const { subscriber_id, login, value, fee_minor, services_minor } = member;
  const creditMinor = (fee_minor ?? 0) + (services_minor ?? 0);
  const until = lastDay(context, value);
  if (until === undefined || !fee_minor || creditMinor <= 0) {
    context.tell(`AUTOCREDIT (${login}) FAIL WRONG CFDAY \`${value}\``);
    context.count('failed');
    return false;
  }
  await context.transaction(tx => setCredit(context, tx, subscriber_id, creditMinor, until));
  context.tell(`AUTOCREDIT (${login}) ON \`${unitsText(creditMinor)}\` TO \`${until}\``);
  return true;
}

/** That day of the next month, when it has one. */
function lastDay({ today }: ActionContext, value: string): string | undefined {
  if (!/^\d{1,2}$/.test(value.trim())) return undefined;
  const day = `${addMonths(monthOf(today), 1)}-${value.trim().padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}
