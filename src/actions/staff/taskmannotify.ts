import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';
import { tellEmployees } from './tell-employees.ts';

export const taskmannotify = defineAction({
  name: 'taskmannotify',
  summary: 'Tell employees how many jobs are to be done today.',
  gate: { SENDDOG_ENABLED: 'ERROR:SENDDOG_DISABLED' },
  run: {
    handler: async context => {
      const rows = await context.db
        .selectFrom('job_order as o')
        .innerJoin('employee as e', 'e.employee_id', 'o.employee_id')
        .select(({ fn }) => ['e.employee_id', 'e.telegram', fn.countAll<number>().as('jobs')])
        .where('o.done', '=', 0)
        .where('o.start_date', '=', context.today)
        .where('e.active', '=', 1)
        .groupBy(['e.employee_id', 'e.telegram'])
        .execute();
      const messages = rows.map(({ jobs, ...who }) => ({ ...who, body: `🛠 Jobs to do today: ${jobs}` }));
      await tellEmployees(context, messages);
      return done('OK:TASKMANNOTIFY');
    },
  },
});
