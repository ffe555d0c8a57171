import type { ActionContext } from '../action.ts';
import { lastDayOfMonth, monthOf } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { flag } from '../params/kinds.ts';
import { done } from '../reply.ts';
import { figuresOf } from './figures.ts';

export const exhorse = defineAction({
  name: 'exhorse',
  summary: "Keep the business figures of the day; at a month's end they stand for the month.",
  params: { ebobo: flag({ summary: 'keep only the last day of every month' }) },
  gate: { EXHORSE_ENABLED: 'ERROR:EXHORSE_DISABLED' },
  lock: { overlap: 'skip', busy: 'SKIP:EXHORSE_ALREADY_RUNNING' },
  run: {
    handler: async (context, { ebobo }) => {
      await keep(context, await figuresOf(context));
      if (context.today === lastDayOfMonth(monthOf(context.today))) await thin(context, monthOf(context.today));
      if (ebobo) await thin(context, '');
      context.tell('EXHORSE SAVE DATA');
      return done('OK:EXHORSE');
    },
  },
});

/** A second run of a day writes over the first. */
async function keep(context: ActionContext, figures: ReadonlyMap<string, string>): Promise<void> {
  const rows = [...figures].map(([stat_name, value]) => ({ business_date: context.today, stat_name, value }));
  await context.transaction(tx => tx.replaceInto('business_stat').values(rows).execute());
  context.changed(rows.length);
}

/** Leaves the last day of each month that begins so. */
async function thin(context: ActionContext, prefix: string): Promise<void> {
  await context.transaction(async tx => {
    const days = await tx
      .selectFrom('business_stat')
      .select('business_date')
      .distinct()
      .where('business_date', 'like', `${prefix}%`)
      .orderBy('business_date')
      .execute();
    const last = new Map(days.map(({ business_date }) => [monthOf(business_date), business_date]));
    const others = days.map(row => row.business_date).filter(day => last.get(monthOf(day)) !== day);
    for (const day of others) await tx.deleteFrom('business_stat').where('business_date', '=', day).execute();
    if (others.length > 0) context.count('days removed', others.length);
  });
}
