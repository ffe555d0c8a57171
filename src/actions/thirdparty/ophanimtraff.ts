import type { ActionContext } from '../action.ts';
import { monthOf } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { openPlays, type Plays } from '../plays/open-plays.ts';
import { done, failed } from '../reply.ts';
import { callPartner } from './call-partner.ts';

const TEN_MINUTES = 600;
const ROWS_AT_ONCE = 500;

export const ophanimtraff = defineAction({
  name: 'ophanimtraff',
  summary: "Take this month's traffic of each address from the collectors in OPHANIMFLOW_URLS.",
  gate: { OPHANIMFLOW_ENABLED: 'ERROR:OPHANIMTRAFF_DIABLED' },
  lock: { overlap: 'skip', busy: 'SKIP:OPHANIMTRAFF_RUNNING' },
  timeout: TEN_MINUTES,
  changes: 'outside',
  run: {
    handler: async context => {
      const urls = context.options.list('OPHANIMFLOW_URLS');
      const plays = openPlays(context);
      try {
        const missed = [];
        for (const url of urls) if (!(await takeFrom(context, plays, url))) missed.push(url);
        const reason = missed.length === 0 ? undefined : `no answer from ${missed.join(', ')}`;
        if (missed.length > 0 && missed.length === urls.length) return failed('ERROR:OPHANIMTRAFF_FAILED', reason);
        return done('OK:OPHANIMTRAFF_DONE', reason);
      } finally {
        await plays.close();
      }
    },
  },
});

/** False when the collector does not answer as it should. */
async function takeFrom(context: ActionContext, plays: Plays, url: string): Promise<boolean> {
  const call = { play: 'ophanim-traffic', subject: url, variables: { url: url.replace(/\/+$/, '') } };
  const answer = await callPartner(context, plays, call);
  if (answer.state !== 'done') return false;
  const counted = countersOf(answer.fact('traffic'));
  for (let at = 0; at < counted.length; at += ROWS_AT_ONCE) await write(context, counted.slice(at, at + ROWS_AT_ONCE));
  return true;
}

interface Counted {
  readonly ip: string;
  readonly down: number;
  readonly up: number;
}

/** `{"10.0.0.11": {"dl": 1000, "ul": 200}}`; what is no counter is left out. */
function countersOf(traffic: unknown): readonly Counted[] {
  if (typeof traffic !== 'object' || traffic === null) return [];
  return Object.entries(traffic).flatMap(([ip, octets]: [string, unknown]) => {
    if (typeof octets !== 'object' || octets === null) return [];
    const { dl: down, ul: up } = octets as { readonly dl?: unknown; readonly ul?: unknown };
    return Number.isSafeInteger(down) && Number.isSafeInteger(up) ? [{ ip, down: Number(down), up: Number(up) }] : [];
  });
}

async function write(context: ActionContext, counted: readonly Counted[]): Promise<void> {
  const month = monthOf(context.today);
  await context.transaction(async tx => {
    const owners = await tx
      .selectFrom('subscriber_profile')
      .select(['subscriber_id', 'ip'])
      .where(
        'ip',
        'in',
        counted.map(({ ip }) => ip),
      )
      .execute();
    const byIp = new Map(owners.map(({ ip, subscriber_id }) => [ip, subscriber_id]));
    const rows = counted.flatMap(({ ip, down: octets_down, up: octets_up }) => {
      const subscriber_id = byIp.get(ip);
      return subscriber_id === undefined ? [] : [{ subscriber_id, month, source: 'ophanim', octets_down, octets_up }];
    });
    if (rows.length === 0) return;
    await tx
      .insertInto('traffic_month')
      .values(rows)
      .onConflict(conflict =>
        conflict.columns(['subscriber_id', 'month', 'source']).doUpdateSet(eb => ({
          octets_down: eb.ref('excluded.octets_down'),
          octets_up: eb.ref('excluded.octets_up'),
        })),
      )
      .execute();
    context.count('counted', rows.length);
    context.changed(rows.length);
  });
}
