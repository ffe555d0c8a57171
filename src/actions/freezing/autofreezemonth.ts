import { defineAction } from '../define-action.ts';
import { optionalText } from '../params/kinds.ts';
import { done } from '../reply.ts';
import { freezeDebtors, NOBODY } from './freeze-debtors.ts';
import { freezeLimitGate } from './freeze-limit-gate.ts';

export const autofreezemonth = defineAction({
  name: 'autofreezemonth',
  summary: 'Freeze subscribers without credit who owe as many fees of their tariff as AUTOFREEZE_CASH_LIMIT says.',
  params: { param: optionalText({ summary: 'nocredit: spare those who took a credit by themselves this month' }) },
  gate: freezeLimitGate,
  run: {
    handler: async (context, { param }) => {
      const fees = Math.abs(context.options.money('AUTOFREEZE_CASH_LIMIT') ?? 0) / 100;
      const candidates = await context.db
        .selectFrom('subscriber as s')
        .leftJoin('tariff as t', 't.tariff_id', 's.tariff_id')
        .select(['s.subscriber_id', 's.login', 's.balance_minor', 't.fee_minor'])
        .where('s.frozen', '=', 0)
        .where('s.closed', 'is', null)
        .where('s.credit_minor', '=', 0)
        .orderBy('s.login')
        .execute();
      if (candidates.length === 0) return done(NOBODY);
      const debtors = candidates.filter(
        ({ balance_minor, fee_minor }) => fee_minor && balance_minor <= -fee_minor * fees,
      );
      return freezeDebtors(context, debtors, param === 'nocredit');
    },
  },
});
