import type { Config } from '../../config.ts';
import { didYouMean, OmnicrmError } from '../../errors.ts';
import { toJs } from '../../template/index.ts';
import type { CronJob } from './cron-job.ts';
import { schedule } from './schedule.ts';

const DAY = 86_400;

/** The jobs of the configuration, in its order. Throws E_CONFIG with the job and the field that is wrong. */
export async function readCronJobs({ tree }: Pick<Config, 'tree'>): Promise<readonly CronJob[]> {
  const list = tree.get('cron');
  if (list === undefined || list === null) return [];
  const entries = toJs(list);
  if (!Array.isArray(entries)) throw wrong('cron', 'must be a list of jobs');
  const jobs = await Promise.all(entries.map((entry, index) => jobOf(entry, `cron[${index}]`)));
  const twice = jobs.find((job, index) => jobs.findIndex(one => one.name === job.name) < index);
  if (twice !== undefined) throw wrong('cron', `has two jobs named '${twice.name}': give one of them another name`);
  return jobs;
}

type Fields = ReadonlyMap<string, string>;

const known = ['name', 'action', 'schedule', 'missed', 'deadline', 'window', 'overlap', 'alarm_after'];

async function jobOf(entry: unknown, place: string): Promise<CronJob> {
  if (typeof entry !== 'object' || entry === null) throw wrong(place, 'must be a mapping with schedule and action');
  const fields: Fields = new Map(Object.entries(entry).map(([name, value]) => [name, String(value)]));
  const unknown = [...fields.keys()].find(name => !known.includes(name));
  if (unknown !== undefined) throw wrong(`${place}.${unknown}`, 'is unknown', didYouMean(unknown, known));
  const words = fields.get('action') ?? '';
  const { action = '', ...params } = Object.fromEntries(new URLSearchParams(`action=${words}`));
  if (action === '') throw wrong(`${place}.action`, 'is missing');
  return {
    name: fields.get('name') ?? words,
    action,
    params,
    schedule: await scheduleOf(fields, place),
    missed: wordOf(fields, 'missed', place, ['skip', 'once', 'each']) ?? 'skip',
    deadlineSeconds: secondsOf(fields.get('deadline'), place) ?? DAY,
    window: windowOf(fields.get('window'), place),
    overlap: wordOf(fields, 'overlap', place, ['skip', 'wait', 'fail']),
    alarmAfter: countOf(fields.get('alarm_after'), place),
  };
}

/** No more than a crontab knows: seconds, L, # and ? could not be printed as one. */
const FIVE_FIELDS = /^([\d*,/-]+ ){3}([\d*,/-]|[a-z]{3})+ ([\d*,/-]|[a-z]{3})+$/i;

async function scheduleOf(fields: Fields, place: string): Promise<string> {
  const text = fields.get('schedule');
  if (text === undefined) throw wrong(`${place}.schedule`, 'is missing');
  const five = nicknames.get(text) ?? text.trim().replaceAll(/\s+/g, ' ');
  if (!FIVE_FIELDS.test(five)) throw wrong(`${place}.schedule`, 'must be five fields as in a crontab');
  try {
    await schedule(five);
  } catch (error) {
    throw wrong(`${place}.schedule`, `is none: ${error instanceof Error ? error.message : String(error)}`);
  }
  return five;
}

const nicknames: ReadonlyMap<string, string> = new Map([
  ['@hourly', '0 * * * *'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@weekly', '0 0 * * 0'],
  ['@monthly', '0 0 1 * *'],
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
]);

function wordOf<Word extends string>(
  fields: Fields,
  name: string,
  place: string,
  words: readonly Word[],
): Word | undefined {
  const text = fields.get(name);
  const word = words.find(one => one === text);
  if (text !== undefined && word === undefined) throw wrong(`${place}.${name}`, `must be ${words.join(', ')}`);
  return word;
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: DAY };

function secondsOf(text: string | undefined, place: string): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d{1,9})([smhd]?)$/.exec(text);
  if (match === null) throw wrong(`${place}.deadline`, 'must be a time such as 90m, 2h or 3d');
  return Number(match[1]) * (units[match[2] ?? ''] ?? 1);
}

function windowOf(text: string | undefined, place: string): CronJob['window'] {
  if (text === undefined) return undefined;
  const match = /^([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-4]):([0-5]\d)$/.exec(text);
  if (match === null) throw wrong(`${place}.window`, 'must be times of day such as 01:00-05:30');
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number);
  return { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute };
}

function countOf(text = '2', place: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw wrong(`${place}.alarm_after`, 'must be a whole number, at least 1');
}

function wrong(place: string, what: string, near?: string): OmnicrmError {
  const hint = near === undefined ? undefined : `did you mean ${near}?`;
  return new OmnicrmError('E_CONFIG', `${place} ${what}`, { hint });
}
