import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';
import { tellEmployees } from './tell-employees.ts';

export const stickynotify = defineAction({
  name: 'stickynotify',
  summary: 'Tell employees how many of their notes are for today.',
  gate: { STICKY_NOTES_ENABLED: 'ERROR:STICKYNOTIFY_DISABLED', SENDDOG_ENABLED: 'ERROR:SENDDOG_DISABLED' },
  run: {
    handler: async context => {
      const rows = await context.db
        .selectFrom('staff_note as n')
        .innerJoin('employee as e', 'e.admin_login', 'n.owner')
        .select(({ fn }) => ['e.employee_id', 'e.telegram', fn.countAll<number>().as('notes')])
        .where('n.active', '=', 1)
        .where('n.remind_date', '=', context.today)
        .where('e.active', '=', 1)
        .groupBy(['e.employee_id', 'e.telegram'])
        .execute();
      const messages = rows.map(({ notes, ...who }) => ({ ...who, body: `🗒 Notes for today: ${notes}` }));
      await tellEmployees(context, messages);
      return done('OK:STICKYNOTIFY');
    },
  },
});
