import { parseDuration } from './duration.ts';
import { RpcError } from './rpc-error.ts';
import { never } from './state.ts';

/**
 * The moment (RFC 3339) that an ExpiryTime means, seen from `now`; zone UTC. Forms: empty and `*unlimited` (never),
 * `+4320h` (Go's units only: no days), `*daily`, `*monthly`, `*month_end+12h`, …, RFC 3339, plain date and time, Unix
 * times of 10, 13, 16 or 19 digits, 14-digit stamps. Throws "Unsupported time format" for the rest.
 */
export function expiryTime(text: string, now: Date): string {
  if (text === '' || text === '*unlimited') return never;
  const [, sign, duration] = /^([+-])(.*)$/s.exec(text) ?? [];
  if (duration !== undefined) return after(now, sign === '-' ? -parseDuration(duration) : parseDuration(duration));
  if (text.startsWith('*')) return namedTime(text, now);
  return writtenTime(text);
}

/** Is a balance with this expiration over? */
export function isExpired(expiration: string, now: Date): boolean {
  return expiration !== never && Date.parse(expiration) < now.getTime();
}

function namedTime(text: string, now: Date): string {
  const [, name, extra] = /^(\*\w+?)(\+.*)?$/s.exec(text) ?? [];
  const find = named[name ?? ''];
  if (!find) throw unsupported();
  return after(find(now), extra === undefined ? 0 : parseDuration(extra.slice(1)));
}

const named: Readonly<Record<string, (now: Date) => Date>> = {
  '*now': now => now,
  '*daily': now => shifted(now, { days: 1 }),
  '*monthly': now => shifted(now, { months: 1 }),
  '*mo': now => shifted(now, { months: 1 }),
  '*monthly_estimated': now => addMonthClamped(now),
  '*yearly': now => shifted(now, { months: 12 }),
  '*month_end': now => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1) - 1000),
};

/** Overflowing days run into the next month, as Go's AddDate has it. */
function shifted(now: Date, by: { readonly days?: number; readonly months?: number }): Date {
  const date = new Date(now);
  date.setUTCMonth(date.getUTCMonth() + (by.months ?? 0), date.getUTCDate() + (by.days ?? 0));
  return date;
}

function addMonthClamped(now: Date): Date {
  const lastDay = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 2, 0)).getUTCDate();
  const date = new Date(now);
  date.setUTCMonth(date.getUTCMonth() + 1, Math.min(date.getUTCDate(), lastDay));
  return date;
}

function writtenTime(text: string): string {
  if (/^\d{14}$/.test(text)) return isoOf(text.replace(/^(.{4})(..)(..)(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6Z'));
  if (/^(\d{10}|\d{13}|\d{16}|\d{19})$/.test(text))
    return new Date(Number(text.slice(0, 13).padEnd(13, '0'))).toISOString();
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d$/.test(text)) return isoOf(`${text.replace(' ', 'T')}Z`);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)) return isoOf(text);
  throw unsupported();
}

function isoOf(text: string): string {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw unsupported();
  return goTime(time);
}

function after(time: Date, ns: number): string {
  return goTime(new Date(time.getTime() + ns / 1e6));
}

/** A time as Go's JSON has it: no fraction when there is none. */
export function goTime(time: Date): string {
  return time.toISOString().replace(/\.?0*Z$/, 'Z');
}

function unsupported(): RpcError {
  return new RpcError('Unsupported time format');
}
