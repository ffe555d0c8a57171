import { defineAction } from '../define-action.ts';
import { optionalText } from '../params/kinds.ts';
import { done } from '../reply.ts';
import { freezeDebtors, NOBODY } from './freeze-debtors.ts';
import { freezeLimitGate } from './freeze-limit-gate.ts';

export const autofreeze = defineAction({
  name: 'autofreeze',
  summary: 'Freeze subscribers without credit whose balance fell to the limit AUTOFREEZE_CASH_LIMIT.',
  params: { param: optionalText({ summary: 'nocredit: spare those who took a credit by themselves this month' }) },
  gate: freezeLimitGate,
  run: {
    handler: async (context, { param }) => {
      const limit = context.options.money('AUTOFREEZE_CASH_LIMIT') ?? 0;
      const debtors = await context.db
        .selectFrom('subscriber')
        .select(['subscriber_id', 'login', 'balance_minor'])
        .where('frozen', '=', 0)
        .where('closed', 'is', null)
        .where('credit_minor', '=', 0)
        .where('balance_minor', '<=', limit)
        .orderBy('login')
        .execute();
      return debtors.length === 0 ? done(NOBODY) : freezeDebtors(context, debtors, param === 'nocredit');
    },
  },
});
