/** What people are reminded of. */
import type { Database } from '../../store/schema.ts';
import type { ActionContext } from '../action.ts';
import { addDays } from '../calendar.ts';
import type { Addressee } from '../messages/addressees.ts';
import { daysLeftOf } from '../messages/fill-template.ts';
import type { IdRange } from '../subscribers/id-ranges.ts';

export interface KindOfReminder {
  readonly name: string;
  /** The option that holds its text. */
  readonly template: string;
  /** Days; nobody is told twice within them. */
  readonly threshold: number;
}

/** Days counted for a subscriber. */
export interface Spans {
  readonly debtDays?: number;
  readonly freezeDaysLeft?: number;
}

interface Kind {
  readonly option: string;
  /** Options that must be on. */
  readonly needs: readonly string[];
  readonly template: string;
  readonly isDue: (context: ActionContext, who: Addressee, threshold: number, spans: Spans) => boolean;
}

const kinds: Readonly<Record<string, Kind>> = {
  money: {
    option: 'REMINDER_DAYS_THRESHOLD',
    needs: [],
    template: 'REMINDER_TEMPLATE',
    isDue: ({ options, today }, who, threshold) => {
      const left = daysLeftOf(who, { today, spread: options.isOn('SPREAD_FEE') });
      return options.text('REMINDER_ENABLED') !== '2' && left >= 0 && left <= threshold;
    },
  },
  credit: {
    option: 'REMINDER_DAYS_THRESHOLD_CREDIT',
    needs: ['REMINDER_CONSIDER_CREDIT'],
    template: 'REMINDER_TEMPLATE_CREDIT',
    isDue: ({ today }, { balance_minor, credit_minor, credit_until }, threshold) =>
      balance_minor < 0 &&
      credit_minor > 0 &&
      credit_until !== null &&
      credit_until >= today &&
      credit_until <= addDays(today, threshold),
  },
  penalty: {
    option: 'REMINDER_DAYS_THRESHOLD_CAP',
    needs: ['REMINDER_CONSIDER_CAP', 'CAP_ENABLED'],
    template: 'REMINDER_TEMPLATE_CAP',
    isDue: ({ options }, { balance_minor, credit_minor }, threshold, { debtDays }) => {
      const left = options.digits('CAP_DAYLIMIT', 0) - (debtDays ?? 0);
      return debtDays !== undefined && balance_minor < -credit_minor && left >= 0 && left <= threshold;
    },
  },
  frozen: {
    option: 'REMINDER_DAYS_THRESHOLD_FROZEN',
    needs: ['REMINDER_CONSIDER_FROZEN', 'FREEZE_DAYS_CHARGE_ENABLED'],
    template: 'REMINDER_TEMPLATE_FROZEN',
    isDue: (_context, { frozen }, threshold, { freezeDaysLeft: left }) =>
      frozen === 1 && left !== undefined && left >= 0 && left <= threshold,
  },
};

/** What a subscriber is to be reminded of today. Frozen ones are told of their freeze days alone. */
export function dueKinds(context: ActionContext, who: Addressee, spans: Spans = {}): readonly KindOfReminder[] {
  const { options } = context;
  return Object.entries(kinds).flatMap(([name, { option, needs, template, isDue }]) => {
    const threshold = options.digits(option, options.digits('REMINDER_DAYS_THRESHOLD', 0));
    const isMeant = needs.every(need => options.isOn(need)) && (who.frozen === 0 || name === 'frozen');
    return isMeant && isDue(context, who, threshold, spans) ? [{ name, template, threshold }] : [];
  });
}

/** Days in debt, and freeze days that are left, by subscriber. */
export async function spansOf(db: Database, { after, upTo }: IdRange): Promise<ReadonlyMap<number, Spans>> {
  const rows = await db
    .selectFrom('subscriber as s')
    .leftJoin('debt_days as d', 'd.subscriber_id', 's.subscriber_id')
    .leftJoin('freeze_days as f', 'f.subscriber_id', 's.subscriber_id')
    .select(['s.subscriber_id', 'd.days', 'f.granted', 'f.used'])
    .where('s.subscriber_id', '>', after)
    .where('s.subscriber_id', '<=', upTo)
    .execute();
  return new Map(
    rows.map(({ subscriber_id, days, granted, used }) => [
      subscriber_id,
      {
        ...(days === null ? {} : { debtDays: days }),
        ...(granted === null || used === null ? {} : { freezeDaysLeft: granted - used }),
      },
    ]),
  );
}
