import { createHash } from 'node:crypto';
import type { ActionContext } from '../../action.ts';
import { defineAction } from '../../define-action.ts';
import { openPlays, type Plays } from '../../plays/open-plays.ts';
import { done, failed } from '../../reply.ts';
import { idRanges } from '../../subscribers/id-ranges.ts';
import { callPartner } from '../call-partner.ts';
import { type ExportRecord, recordsIn } from './records.ts';

const TARGET = 'bitrix24';
const RECORDS_AT_ONCE = 500;

export const btrxupd = defineAction({
  name: 'btrxupd',
  summary: 'Send to Bitrix24 what changed of subscribers since they were sent last.',
  gate: { BTRX24_ENABLED: 'ERROR:BTRX24_DISABLED' },
  lock: { overlap: 'skip', busy: 'SKIPPED:BTRXUPD_ALREADY_RUNNING' },
  changes: 'outside',
  run: {
    handler: async context => {
      if (!context.options.text('BTRX24_EXPORT_URL'))
        return failed('ERROR:BTRXUPD_FAILED', 'BTRX24_EXPORT_URL is not set');
      const plays = openPlays(context);
      try {
        for await (const range of idRanges(context.db, RECORDS_AT_ONCE)) {
          const problem = await push(context, plays, await changed(context, await recordsIn(context, range)));
          if (problem !== undefined) return failed('ERROR:BTRXUPD_FAILED', problem);
        }
        return done('OK:BTRXUPD');
      } finally {
        await plays.close();
      }
    },
  },
});

interface Change {
  readonly record: ExportRecord;
  readonly digest: string;
}

/** Those that differ from what was sent last. */
async function changed({ db }: ActionContext, records: readonly ExportRecord[]): Promise<readonly Change[]> {
  const known = await db
    .selectFrom('exported')
    .select(['subject', 'digest'])
    .where('target', '=', TARGET)
    .where(
      'subject',
      'in',
      records.map(({ login }) => login),
    )
    .execute();
  const sent = new Map(known.map(({ subject, digest }) => [subject, digest]));
  return records
    .map(record => ({ record, digest: createHash('sha256').update(JSON.stringify(record)).digest('hex') }))
    .filter(({ record, digest }) => sent.get(record.login) !== digest);
}

/** One list; it counts as sent when Bitrix24 has taken it. Gives the problem when it has not. */
async function push(context: ActionContext, plays: Plays, changes: readonly Change[]): Promise<string | undefined> {
  if (changes.length === 0) return undefined;
  const { options } = context;
  const answer = await callPartner(context, plays, {
    play: 'bitrix-push',
    subject: `${changes.length} subscribers from ${changes[0]?.record.login ?? ''}`,
    variables: {
      url: options.text('BTRX24_EXPORT_URL') ?? '',
      field: options.text('BTRX24_EXPORT_VAR') || 'usrsupdtd',
      value: JSON.stringify(changes.map(({ record }) => record)),
    },
  });
  if (answer.state !== 'done') return answer.reason ?? answer.state;
  await remember(context, changes);
  context.count('sent', changes.length);
  return undefined;
}

async function remember(context: ActionContext, changes: readonly Change[]): Promise<void> {
  const created = context.now.toISOString();
  const rows = changes.map(({ record, digest }) => ({ target: TARGET, subject: record.login, digest, created }));
  await context.transaction(tx =>
    tx
      .insertInto('exported')
      .values(rows)
      .onConflict(conflict =>
        conflict
          .columns(['target', 'subject'])
          .doUpdateSet(eb => ({ digest: eb.ref('excluded.digest'), created: eb.ref('excluded.created') })),
      )
      .execute(),
  );
  context.changed(rows.length);
}
