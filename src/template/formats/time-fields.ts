import { TemplateError } from '../errors.ts';
import type { TimeFields } from './strftime.ts';

/** Seconds since the epoch as local time, or as UTC; for `time.strftime`. Throws TemplateError 'overflow' far outside the calendar. */
export function timeFields(epochSeconds: number, utc: boolean): TimeFields {
  const epoch = Math.floor(epochSeconds);
  const moment = new Date(epoch * 1000);
  if (Number.isNaN(moment.getTime())) throw new TemplateError('overflow', 'timestamp out of range');
  return utc ? utcFields(moment, epoch) : localFields(moment, epoch);
}

function utcFields(moment: Date, epoch: number): TimeFields {
  return {
    year: moment.getUTCFullYear(),
    month: moment.getUTCMonth() + 1,
    day: moment.getUTCDate(),
    hour: moment.getUTCHours(),
    minute: moment.getUTCMinutes(),
    second: moment.getUTCSeconds(),
    microsecond: undefined,
    offset: 0,
    zone: 'GMT',
    epoch,
  };
}

function localFields(moment: Date, epoch: number): TimeFields {
  return {
    year: moment.getFullYear(),
    month: moment.getMonth() + 1,
    day: moment.getDate(),
    hour: moment.getHours(),
    minute: moment.getMinutes(),
    second: moment.getSeconds(),
    microsecond: undefined,
    offset: -moment.getTimezoneOffset() * 60,
    zone: localZoneName(moment),
    epoch,
  };
}

function localZoneName(moment: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' }).formatToParts(moment);
  return parts.find(part => part.type === 'timeZoneName')?.value ?? '';
}
