import { sealerOf } from '../../store/sealer.ts';
import type { ActionContext } from '../action.ts';
import { dateTimeOf } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { done, refused } from '../reply.ts';
import { concurrently } from './concurrently.ts';
import { type Poll, pollSwitch } from './snmp/poll-switch.ts';
import { readTemplate, type SnmpTemplate } from './snmp/read-template.ts';
import { type PollWriter, pollWriter } from './snmp/poll-writer.ts';

const SWITCHES_AT_ONCE = 32;

export const swpoll = defineAction({
  name: 'swpoll',
  summary: 'Ask all switches by SNMP what they know, and which MAC they see on which port.',
  lock: { overlap: 'skip', busy: 'SKIP:SWPOLL_ALREADY_RUNNING' },
  timeout: 3600,
  changes: 'outside',
  run: {
    handler: async context => {
      const switches = await polledSwitches(context);
      if (switches.length === 0) return refused('ERROR:SWPOLL_NODEVICES');
      const templates = await templatesByName(context);
      const most = context.options.digits('HORDE_BATCH_SIZE', SWITCHES_AT_ONCE) || SWITCHES_AT_ONCE;
      const writer = pollWriter(context);
      const lines = await concurrently(switches, most, one => pollOne(context, one, templates, writer));
      await writer.end();
      // Ubilling says nothing of any switch as long as no model has a template.
      return done([...(templates.size === 0 ? [] : lines), 'OK:SWPOLL'].join('\n'));
    },
  },
});

type PolledSwitch = Awaited<ReturnType<typeof polledSwitches>>[number];

/** Those with a community whose description says SWPOLL. */
async function polledSwitches({ db }: ActionContext) {
  const rows = await db
    .selectFrom('switch as s')
    .leftJoin('switch_model as m', 'm.switch_model_id', 's.switch_model_id')
    .select(['s.switch_id', 's.ip', 's.snmp_read', 's.description', 's.alive', 's.dead_since', 'm.snmp_template'])
    .orderBy('s.switch_id')
    .execute();
  return rows.flatMap(({ ip, snmp_read, ...row }) =>
    ip && snmp_read && row.description.includes('SWPOLL') ? [{ ...row, ip, snmp_read }] : [],
  );
}

/** Templates that models name; undefined where there is no such file. */
async function templatesByName({ db, config }: ActionContext): Promise<ReadonlyMap<string, SnmpTemplate | undefined>> {
  const models = await db.selectFrom('switch_model').select('snmp_template').distinct().execute();
  const names = models.flatMap(({ snmp_template }) => snmp_template || []);
  return new Map(await Promise.all(names.map(async name => [name, await readTemplate(config.home, name)] as const)));
}

/** The line of a switch. It says OK whether or not the switch answered; the counts of the run tell. */
async function pollOne(
  context: ActionContext,
  one: PolledSwitch,
  templates: ReadonlyMap<string, SnmpTemplate | undefined>,
  writer: PollWriter,
): Promise<string> {
  const line = `${dateTimeOf(context.now)} ${one.ip}`;
  if (!one.snmp_template) return counted(context, 'without template', `${line} [FAIL] NO TEMPLATE`);
  if (one.alive === 0) return counted(context, 'dead', `${line} [SKIP] SWITCH DEAD`);
  const template = templates.get(one.snmp_template);
  if (template === undefined) {
    context.tell(`SWPOLL (${one.ip}) NO TEMPLATE FILE \`${one.snmp_template}\``);
    context.count('without template file');
  } else if (await isFresh(context, one.switch_id)) context.count('fresh');
  else await ask(context, one, template, writer);
  return `${line} [OK]`;
}

function counted(context: ActionContext, name: string, line: string): string {
  context.count(name);
  return line;
}

async function ask(
  context: ActionContext,
  one: PolledSwitch,
  template: SnmpTemplate,
  writer: PollWriter,
): Promise<void> {
  const { options } = context;
  const target = {
    address: one.ip,
    community: sealerOf(context.db).open(one.snmp_read),
    port: options.digits('SNMP_PORT', 161),
  };
  const poll = await inTime(context, signal =>
    pollSwitch(target, template, { signal, withMac: options.isOn('SWITCHES_SNMP_MAC_EXORCISM') }),
  );
  context.count(poll === undefined ? 'unanswered' : 'polled');
  if (poll !== undefined) await writer.add({ ...poll, switchId: one.switch_id });
}

/** `HORDE_OF_SWITCHES` above 1 is the longest time for one switch, in seconds; one that takes longer counts as silent. */
async function inTime(
  { options, signal }: ActionContext,
  work: (signal: AbortSignal) => Promise<Poll | undefined>,
): Promise<Poll | undefined> {
  const seconds = options.digits('HORDE_OF_SWITCHES', 0);
  if (seconds <= 1) return work(signal);
  const limit = AbortSignal.timeout(seconds * 1000);
  try {
    return await work(AbortSignal.any([signal, limit]));
  } catch (error) {
    if (limit.aborted && error === limit.reason) return undefined;
    throw error;
  }
}

/** `SNMPCACHE_TIME` is how long an answer counts as new, in minutes. */
async function isFresh({ db, options, now }: ActionContext, switchId: number): Promise<boolean> {
  const minutes = options.digits('SNMPCACHE_TIME', 0);
  if (minutes === 0) return false;
  const since = new Date(now.getTime() - minutes * 60_000).toISOString();
  const newest = await db
    .selectFrom('poll_result')
    .select('oid')
    .where('switch_id', '=', switchId)
    .where('created', '>', since)
    .limit(1)
    .executeTakeFirst();
  return newest !== undefined;
}
