/** Pauses at the subscriber's own wish. */
import { done, refused } from '../reply.ts';
import type { SubAction } from './asterisk-params.ts';

/** Freezes a login; who has days of freezing and used them all may not. */
export const pause: SubAction = async (context, { login = '' }) =>
  context.transaction(async tx => {
    const subscriber = await tx
      .selectFrom('subscriber as s')
      .leftJoin('freeze_days as d', 'd.subscriber_id', 's.subscriber_id')
      .select(['s.subscriber_id', 's.frozen', 'd.used', 'd.granted'])
      .where('s.login', '=', login)
      .executeTakeFirst();
    // The original's words for whom it does not know, too; nothing is frozen.
    if (subscriber === undefined) return refused(paused(login), `no subscriber ${login}`);
    const { subscriber_id, frozen, used, granted } = subscriber;
    if (frozen === 1) return refused('ASTERISK SET PAUSE UNSUCCESSFUL: PAUSE IS CURRENTLY ACTIVE');
    const isCounted = context.options.isOn('FREEZE_DAYS_CHARGE_ENABLED');
    if (isCounted && used !== null && granted !== null && used >= granted) {
      return refused('ASTERISK SET PAUSE UNSUCCESSFUL: NO AVAILABLE FREEZE DAYS LEFT');
    }
    await tx.updateTable('subscriber').set({ frozen: 1 }).where('subscriber_id', '=', subscriber_id).execute();
    context.changed(1);
    context.tell(`ASTERISK PASSIVE CHANGE (${login}) ON \`1\``);
    return done(paused(login));
  });

function paused(login: string): string {
  return `ASTERISK SET PAUSE SUCCESSFUL FOR  ${login}`;
}

/** Ends a pause; the number is only told back. */
export const unpause: SubAction = async (context, { login = '', number = '' }) =>
  context.transaction(async tx => {
    const { numUpdatedRows } = await tx
      .updateTable('subscriber')
      .set({ frozen: 0 })
      .where('login', '=', login)
      .where('frozen', '=', 1)
      .executeTakeFirst();
    const whom = `FOR  ${login} FROM MOBILE: ${number}`;
    if (numUpdatedRows === 0n) return refused(`ASTERISK UNPAUSE UNSUCCESSFUL ${whom}: PAUSE IS NOT ACTIVE`);
    context.changed(1);
    context.tell(`ASTERISK PASSIVE CHANGE (${login}) ON \`0\``);
    return done(`ASTERISK UNPAUSE SUCCESSFUL ${whom}`);
  });
