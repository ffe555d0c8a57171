/** How Python writes dates, times of day and zones. */

export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}
export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
}

export function isoDate({ year, month, day }: CalendarDay): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

export function isoTime({ hour, minute, second, microsecond }: ClockTime): string {
  const fraction = microsecond === 0 ? '' : '.' + String(microsecond).padStart(6, '0');
  return `${two(hour)}:${two(minute)}:${two(second)}${fraction}`;
}

export function clockSeconds({ hour, minute, second }: ClockTime): number {
  return hour * 3600 + minute * 60 + second;
}

export function clockNumbers({ hour, minute, second, microsecond }: ClockTime): string {
  if (microsecond !== 0) return `${hour}, ${minute}, ${second}, ${microsecond}`;
  return second === 0 ? `${hour}, ${minute}` : `${hour}, ${minute}, ${second}`;
}

export function offsetText(offset: number): string {
  const size = Math.abs(offset);
  const seconds = size % 60 === 0 ? '' : ':' + two(size % 60);
  return `${offset < 0 ? '-' : '+'}${two(size / 3600)}:${two((size / 60) % 60)}${seconds}`;
}

export function zoneName(offset: number): string {
  return offset === 0 ? 'UTC' : 'UTC' + offsetText(offset);
}

export function zoneRepr(offset: number): string {
  if (offset === 0) return 'datetime.timezone.utc';
  const days = offset < 0 ? 'days=-1, ' : '';
  return `datetime.timezone(datetime.timedelta(${days}seconds=${offset < 0 ? offset + 86_400 : offset}))`;
}

function two(n: number): string {
  return String(Math.floor(n)).padStart(2, '0');
}
