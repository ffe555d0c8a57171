import { parseDuration } from './duration.ts';
import { RpcError } from './rpc-error.ts';
import type { Timing } from './state.ts';

/** The calendar part of a plan's item: `;` separated numbers; empty or `*any` is any. */
export interface CalendarTexts {
  readonly Years: string;
  readonly Months: string;
  readonly MonthDays: string;
  readonly WeekDays: string;
}

/**
 * When an item of a plan runs. `Time` is `hh:mm:ss`, `*asap`, `+dur` (once), or a period counted from the moment of the
 * call (`*hourly`, `*monthly`, …). Throws UNSUPPORTED_FORMAT for the rest: a time has eight characters at most.
 */
export function parseTiming(time: string, texts: CalendarTexts, now: Date): Timing {
  const calendar = {
    Years: numbers(texts.Years),
    Months: numbers(texts.Months),
    MonthDays: numbers(texts.MonthDays),
    WeekDays: numbers(texts.WeekDays),
  };
  const any: Timing = { ...calendar, StartTime: clockText(now), Step: '', Once: '', Clamp: false };
  const period = periods[time];
  if (period) return { ...any, ...period(now) };
  if (time.startsWith('+'))
    return { ...any, StartTime: '', Once: new Date(now.getTime() + parseDuration(time.slice(1)) / 1e6).toISOString() };
  if (!/^\d{1,2}:\d{2}:\d{2}$/.test(time)) throw new RpcError(`UNSUPPORTED_FORMAT:${time}`);
  return { ...any, StartTime: time.padStart(8, '0') };
}

const periods: Readonly<Record<string, (now: Date) => Partial<Timing>>> = {
  '*asap': () => ({ StartTime: '*asap' }),
  '*every_minute': () => ({ Step: '*every_minute' }),
  '*hourly': () => ({ Step: '*hourly' }),
  '*daily': () => ({}),
  '*weekly': now => ({ WeekDays: [now.getUTCDay()] }),
  '*monthly': now => ({ MonthDays: [now.getUTCDate()] }),
  '*monthly_estimated': now => ({ MonthDays: [now.getUTCDate()], Clamp: true }),
  '*month_end': () => ({ MonthDays: [-1] }),
  '*yearly': now => ({ Months: [now.getUTCMonth() + 1], MonthDays: [now.getUTCDate()] }),
};

function numbers(text: string): number[] {
  if (text === '' || text === '*any') return [];
  return text.split(';').map(part => {
    if (!/^-?\d+$/.test(part)) throw new RpcError(`UNSUPPORTED_FORMAT:${text}`);
    return Number(part);
  });
}

function clockText(date: Date): string {
  return date.toISOString().slice(11, 19);
}
