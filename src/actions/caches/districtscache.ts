import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';

export const districtscache = defineAction({
  name: 'districtscache',
  summary: 'Count who lives in which district; who does is always known, from the rules.',
  gate: { DISTRICTS_ENABLED: 'ERROR: DISTRICTS DISABLED' },
  changes: 'nothing',
  run: {
    handler: async context => {
      const districts = await context.db
        .selectFrom('district_member as m')
        .innerJoin('district as d', 'd.district_id', 'm.district_id')
        .select(({ fn }) => ['d.district_name', fn.countAll<number>().as('members')])
        .groupBy(['d.district_id', 'd.district_name'])
        .execute();
      for (const { district_name, members } of districts) context.count(district_name, members);
      return done('OK: DISTRICTSCACHE');
    },
  },
});
