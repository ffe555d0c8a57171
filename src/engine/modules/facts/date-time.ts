import type { ModuleContext } from '../../module.ts';
import { strftimeParts } from './local-time.ts';
import type { Collector, Facts } from './collector.ts';

/** `ansible_date_time`: the moment in local time and in UTC, every member a text. */
export const dateTime: Collector = {
  name: 'date_time',
  minimal: true,
  words: [],
  gather: ({ clock }: ModuleContext): Facts => ({ date_time: dateTimeFact(clock()) }),
};

function dateTimeFact(now: Date): Record<string, string> {
  const local = strftimeParts(now);
  const epoch = String(Math.floor(now.getTime() / 1000));
  const micro = `${now.toISOString().slice(0, 23)}000Z`;
  const basic = `${local.date}T${local.time}`.replaceAll(/[-:]/g, '');
  const [year = '', month = '', day = ''] = local.date.split('-');
  const [hour = '', minute = '', second = ''] = local.time.split(':');
  return {
    year,
    month,
    weekday: local.weekday,
    weekday_number: String(now.getDay()),
    weeknumber: local.week,
    day,
    hour,
    minute,
    second,
    epoch,
    epoch_int: epoch,
    date: local.date,
    time: local.time,
    iso8601_micro: micro,
    iso8601: `${micro.slice(0, 19)}Z`,
    iso8601_basic: `${basic}${micro.slice(20, 26)}`,
    iso8601_basic_short: basic,
    tz: local.zone,
    tz_dst: local.daylightZone,
    tz_offset: local.offset,
  };
}
