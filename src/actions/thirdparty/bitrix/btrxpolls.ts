import type { ActionContext } from '../../action.ts';
import { addDays, dateTimeOf, momentOf } from '../../calendar.ts';
import { defineAction } from '../../define-action.ts';
import { fullAddress } from '../../agents/full-address.ts';
import { openPlays } from '../../plays/open-plays.ts';
import { done, failed } from '../../reply.ts';
import { callPartner } from '../call-partner.ts';

export const btrxpolls = defineAction({
  name: 'btrxpolls',
  summary: "Send today's votes of polls to Bitrix24.",
  gate: { BTRX24_ENABLED: 'ERROR:BTRX24_DISABLED' },
  lock: { overlap: 'skip', busy: 'SKIPPED:BTRXPOLLS_ALREADY_RUNNING' },
  changes: 'outside',
  run: {
    handler: async context => {
      const url = context.options.text('BTRX24_POLLS_URL') ?? '';
      if (url === '') return failed('ERROR:BTRXPOLLS_FAILED', 'BTRX24_POLLS_URL is not set');
      const field = context.options.text('BTRX24_POLLS_VAR') || 'pollsupdtd';
      const plays = openPlays(context);
      try {
        const variables = { url, field, value: JSON.stringify(await votesOfToday(context)) };
        const call = { play: 'bitrix-push', subject: `polls ${context.today}`, variables };
        const answer = await callPartner(context, plays, call);
        return answer.state === 'done' ? done('OK:BTRXPOLLS') : failed('ERROR:BTRXPOLLS_FAILED', answer.reason);
      } finally {
        await plays.close();
      }
    },
  },
});

/** By the poll's id, as Bitrix24's receiver wants it. */
async function votesOfToday({ db, today }: ActionContext): Promise<Readonly<Record<string, object>>> {
  const rows = await db
    .selectFrom('poll_vote as v')
    .innerJoin('poll as p', 'p.poll_id', 'v.poll_id')
    .leftJoin('poll_option as o', 'o.poll_option_id', 'v.poll_option_id')
    .leftJoin('subscriber as s', 's.login', 'v.login')
    .leftJoin('subscriber_profile as a', 'a.subscriber_id', 's.subscriber_id')
    .select(['p.poll_id', 'p.title', 'p.enabled', 'v.login', 'v.poll_option_id', 'o.body', 'v.created'])
    .select(['a.street', 'a.building', 'a.apartment'])
    .where('v.created', '>=', momentOf(today))
    .where('v.created', '<', momentOf(addDays(today, 1)))
    .orderBy('v.poll_vote_id')
    .execute();
  const polls: Record<string, { id: number; title: string; enabled: string; votes: object[] }> = {};
  for (const row of rows) {
    const id = String(row.poll_id);
    polls[id] ??= { id: row.poll_id, title: row.title, enabled: String(row.enabled), votes: [] };
    polls[id].votes.push({
      login: row.login,
      vote: row.body ?? '',
      option_id: String(row.poll_option_id),
      address: fullAddress(row),
      date: dateTimeOf(new Date(row.created)),
    });
  }
  return polls;
}
