import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';
import { type LoggedFee, readFeeLog } from './read-fee-log.ts';

const ROWS_AT_ONCE = 500;

export const stgfeecharge2mysql = defineAction({
  name: 'stgfeecharge2mysql',
  summary: 'Keep the last fee that Stargazer took from each subscriber, as its log tells.',
  run: {
    handler: async context => {
      const last = new Map<string, LoggedFee>();
      for await (const fee of readFeeLog(context, '')) {
        const known = last.get(fee.login);
        if (known === undefined || moment(fee) >= moment(known)) last.set(fee.login, fee);
      }
      const fees = [...last.values()];
      for (let at = 0; at < fees.length; at += ROWS_AT_ONCE) await keep(context, fees.slice(at, at + ROWS_AT_ONCE));
      return done('OK:STGFEECHARGE2MYSQL');
    },
  },
});

function moment({ day, time }: LoggedFee): string {
  return `${day} ${time}`;
}

async function keep(context: ActionContext, fees: readonly LoggedFee[]): Promise<void> {
  await context.transaction(async tx => {
    const logins = fees.map(fee => fee.login);
    const owners = await tx
      .selectFrom('subscriber')
      .select(['subscriber_id', 'login'])
      .where('login', 'in', logins)
      .execute();
    const ids = new Map(owners.map(({ login, subscriber_id }) => [login, subscriber_id]));
    const rows = fees.flatMap(fee => {
      const subscriber_id = ids.get(fee.login);
      if (subscriber_id === undefined) return [];
      return [{ subscriber_id, charged_at: moment(fee), before_minor: fee.beforeMinor, after_minor: fee.afterMinor }];
    });
    if (rows.length === 0) return;
    await tx.replaceInto('last_fee').values(rows).execute();
    context.changed(rows.length);
    context.count('kept', rows.length);
  });
}
