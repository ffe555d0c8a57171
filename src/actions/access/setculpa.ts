import { defineAction } from '../define-action.ts';
import { text } from '../params/kinds.ts';
import { done, refused } from '../reply.ts';

const missing = 'ERROR:GET_NO_PARAM';

export const setculpa = defineAction({
  name: 'setculpa',
  summary: 'Give a login a unique alias, its user name for RADIUS.',
  params: { login: text({ summary: 'login', missing }), culpa: text({ summary: 'alias', missing }) },
  gate: { MEACULPA_ENABLED: 'ERROR:MEACULPA_DISABLED' },
  lock: 'none',
  run: {
    handler: async (context, { login, culpa: alias }) =>
      context.transaction(async tx => {
        const taken = await tx.selectFrom('radius_alias').select('login').where('alias', '=', alias).executeTakeFirst();
        if (taken !== undefined) {
          context.tell(`CULPA FAIL (${login}) \`${alias}\``);
          return refused('FAIL:MEACULPA', `the alias belongs to ${taken.login}`);
        }
        await tx
          .insertInto('radius_alias')
          .values({ login, alias })
          .onConflict(conflict => conflict.column('login').doUpdateSet({ alias }))
          .execute();
        context.changed(1);
        context.tell(`CULPA SET (${login}) \`${alias}\``);
        return done('OK:MEACULPA');
      }),
  },
});
