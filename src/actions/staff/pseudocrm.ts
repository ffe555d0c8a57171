import type { ActionContext } from '../action.ts';
import { dateTimeOf } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { optionalText } from '../params/kinds.ts';
import { done, refused, skipped } from '../reply.ts';
import { byEmployee, tellEmployees } from './tell-employees.ts';

export const pseudocrm = defineAction({
  name: 'pseudocrm',
  summary: 'Tell employees what they have to do about leads.',
  params: { param: optionalText({ summary: 'openactnotify; anything else does nothing' }) },
  gate: { PSEUDOCRM_ENABLED: 'ERROR:PSEUDOCRM_DISABLED' },
  run: {
    handler: async (context, { param }) => {
      if (param === undefined) return skipped('OK:NONE', 'nothing was asked for: param=openactnotify');
      if (!/^[\w.-]{1,64}$/.test(param)) return refused('ERROR:WRONG_PARAM');
      const work = calls.get(param);
      if (work === undefined) return skipped(`OK:${param}`, `there is no call '${param}'`);
      await work(context);
      return done(`OK:${param}`);
    },
  },
});

const calls: ReadonlyMap<string, (context: ActionContext) => Promise<void>> = new Map([
  ['openactnotify', tellOpenActivities],
]);

async function tellOpenActivities(context: ActionContext): Promise<void> {
  const rows = await context.db
    .selectFrom('lead_activity as a')
    .innerJoin('employee as e', 'e.employee_id', 'a.employee_id')
    .select(['e.employee_id', 'e.telegram', 'a.lead_activity_id', 'a.created'])
    .where('a.is_open', '=', 1)
    .where('e.active', '=', 1)
    .orderBy('a.lead_activity_id')
    .execute();
  const base = context.options.text('FULL_BILLING_URL') ?? '';
  const messages = byEmployee(rows).flatMap(activities => {
    const [first] = activities;
    if (first === undefined) return [];
    const lines = activities.map(({ lead_activity_id: id, created }) => {
      const link = base === '' ? '' : ` ${base}?module=pseudocrm&showactivity=${id}`;
      return `#${id} since ${dateTimeOf(new Date(created))}${link}`;
    });
    const { employee_id, telegram } = first;
    return [{ employee_id, telegram, body: ['Open for you:', ...lines].join('\n') }];
  });
  await tellEmployees(context, messages);
}
