/** A moment in the zone of this machine, in the texts that facts have. */
export interface LocalTime {
  readonly date: string;
  readonly time: string;
  readonly weekday: string;
  /** Week of the year, weeks beginning on Monday; days before the first are in 00 (`%W`). */
  readonly week: string;
  readonly zone: string;
  /** The zone's name in summer, the same where there is none. */
  readonly daylightZone: string;
  readonly offset: string;
}

const two = (value: number): string => String(value).padStart(2, '0');

export function strftimeParts(now: Date): LocalTime {
  const year = now.getFullYear();
  const summer = [new Date(year, 0, 1), new Date(year, 6, 1)].toSorted(byOffset)[0] ?? now;
  return {
    date: `${year}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
    time: `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`,
    weekday: now.toLocaleDateString('en', { weekday: 'long' }),
    week: two(weekOf(now)),
    zone: zoneName(now),
    daylightZone: zoneName(summer),
    offset: offsetText(-now.getTimezoneOffset()),
  };
}

function byOffset(a: Date, b: Date): number {
  return a.getTimezoneOffset() - b.getTimezoneOffset();
}

function weekOf(now: Date): number {
  const day = Math.round((startOfDay(now) - startOfDay(new Date(now.getFullYear(), 0, 1))) / 86_400_000);
  const sinceMonday = (now.getDay() + 6) % 7;
  return Math.floor((day + 7 - sinceMonday) / 7);
}

function startOfDay(date: Date): number {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}

function zoneName(date: Date): string {
  const shown = date.toString();
  const short = date.toLocaleTimeString('en-GB', { timeZoneName: 'short' }).split(' ').at(-1) ?? 'UTC';
  const long = /\((.+)\)$/.exec(shown)?.[1] ?? '';
  const initials = long.replaceAll(/[^A-Z]/g, '');
  return short.startsWith('GMT') && initials.length > 2 && short !== 'GMT' ? initials : short;
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}
