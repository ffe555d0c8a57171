/** Tariffs, subscribers and what is known of them. */
import { addMonths, dayOf, monthOf } from '../../calendar.ts';
import { into, NO_LOGIN, type TableImport } from '../table-import.ts';
import { LONG_AGO, type StagedRow } from '../staged-row.ts';
import type { ImportBook } from '../import-book.ts';
import { burstPart, tariffBurst } from './shaping.ts';

/** Days are written with four digits of a year. */
const LAST_SECOND = Date.UTC(9999, 11, 31) / 1000;

export const people: readonly TableImport[] = [
  {
    from: 'speeds',
    take: (row, book) => {
      const speed = { down: row.text('speeddown'), up: row.text('speedup'), ...burstPart(row) };
      return part(book, `speed ${row.text('tariff')}`, speed);
    },
  },
  {
    from: 'pt_tariffs',
    take: (row, book) => part(book, `day ${row.text('tariff')}`, { fee: String(row.money('fee')) }),
  },
  {
    from: 'tariffs',
    take: (row, book) => {
      const name = row.text('name');
      if (book.tariffs.has(name)) return 'it is there already';
      const tariff_id = book.tariffs.size + 1;
      book.tariffs.set(name, tariff_id);
      const fee_period = row.text('period') === 'day' ? 'day' : 'month';
      const speed = book.parts.get(`speed ${name}`);
      const tariff = into('tariff', {
        tariff_id,
        tariff_name: name,
        fee_minor: row.amount('Fee'),
        fee_period,
        personal_day_fee_minor: numberOrNull(book.parts.get(`day ${name}`)?.['fee']),
        speed_down_kbit: numberOrNull(speed?.['down']),
        speed_up_kbit: numberOrNull(speed?.['up']),
      });
      return [...tariff, ...tariffBurst(tariff_id, speed)];
    },
  },
  {
    from: 'userreg',
    take: (row, book) => part(book, `registered ${row.text('login')}`, { at: row.pastMoment('date') }),
  },
  { from: 'users', take: takeUser },
  fact('realname', row => ({ real_name: row.optional('realname') })),
  fact('emails', row => ({ email: row.optional('email') })),
  fact('contracts', row => ({ contract: row.optional('contract') })),
  fact('userspeeds', row => ({ speed_kbit: row.number('speed') || null })),
  fact('passportdata', row => ({ birth_date: row.day('birthdate'), passport: row.optional('passportnum') })),
  {
    from: 'phones',
    take: row => {
      const subscriber_id = row.subscriber();
      if (subscriber_id === undefined) return NO_LOGIN;
      return (['phone', 'mobile'] as const).flatMap(kind =>
        row.text(kind) === '' ? [] : into('phone', { subscriber_id, kind, number: row.text(kind) }),
      );
    },
  },
  {
    from: 'mobileext',
    take: row => {
      const subscriber_id = row.subscriber();
      if (subscriber_id === undefined) return NO_LOGIN;
      return into('phone', { subscriber_id, kind: 'extra', number: row.text('mobile'), notes: row.optional('notes') });
    },
  },
  { from: 'mlg_culpas', take: row => into('radius_alias', { login: row.text('login'), alias: row.text('culpa') }) },
  { from: 'city', take: (row, book) => part(book, `city ${row.id}`, { city: row.text('cityname') }) },
  {
    from: 'street',
    take: (row, book) => {
      const city = book.parts.get(`city ${row.text('cityid')}`);
      return part(book, `street ${row.id}`, { ...city, street: row.text('streetname') });
    },
  },
  {
    from: 'build',
    take: (row, book) => {
      const street = book.parts.get(`street ${row.text('streetid')}`);
      return part(book, `build ${row.id}`, { ...street, building: row.text('buildnum') });
    },
  },
  {
    from: 'apt',
    take: (row, book) => {
      const building = book.parts.get(`build ${row.text('buildid')}`);
      const rooms = { apartment: row.text('apt'), entrance: row.text('entrance'), floor: row.text('floor') };
      return part(book, `apt ${row.id}`, { ...building, ...rooms });
    },
  },
  {
    from: 'address',
    take: (row, book) => {
      const subscriberId = row.subscriber();
      if (subscriberId === undefined) return NO_LOGIN;
      book.profile(subscriberId, { ...book.parts.get(`apt ${row.text('aptid')}`) });
      return [];
    },
  },
  {
    from: 'contractdates',
    take: (row, book) => {
      const owner = book.subscriberOfContract.get(row.text('contract'));
      if (owner === undefined) return 'no such contract';
      book.profile(owner, { contract_date: row.day('date') });
      return [];
    },
  },
  fact('op_customers', row => ({ payment_id: row.optional('virtualid') }), 'realid'),
];

function takeUser(row: StagedRow, book: ImportBook): ReturnType<TableImport['take']> {
  const login = row.text('login');
  if (login.trim() === '') return 'it has no login';
  if (book.subscribers.has(login)) return 'the login is there already';
  const subscriber_id = book.subscribers.size + 1;
  book.subscribers.set(login, subscriber_id);
  const tariff = row.text('Tariff');
  if (!book.tariffs.has(tariff)) book.note(`users of the tariff '${tariff}', which is not there: they have none now`);
  const balance_minor = row.amount('Cash');
  book.balance('main', subscriber_id, balance_minor);
  book.profile(subscriber_id, {
    password: row.optional('Password'),
    ip: row.optional('IP'),
    octets_down: counters(row, 'D'),
    octets_up: counters(row, 'U'),
    notes: row.optional('Note'),
  });
  planChange(book, login, row.text('TariffChange'));
  return into('subscriber', {
    subscriber_id,
    login,
    tariff_id: book.tariffs.get(tariff) ?? null,
    balance_minor,
    credit_minor: row.amount('Credit'),
    credit_until: lastDay(row.number('CreditExpire')),
    frozen: row.flag('Passive'),
    down: row.flag('Down'),
    always_online: row.flag('AlwaysOnline'),
    // Who came without a date of registration is not new.
    created: book.parts.get(`registered ${login}`)?.['at'] ?? LONG_AGO,
  });
}

/** What Stargazer would have changed at the turn of the month is a task of the first. */
function planChange(book: ImportBook, login: string, param: string): void {
  if (!book.tariffs.has(param)) return;
  const due = `${addMonths(monthOf(book.today), 1)}-01`;
  const task = { due, login, task_action: 'tariffchange', param, notes: 'TariffChange', state: 'due' };
  book.later.push(...into('task', { ...task, created: book.created }));
  book.note('planned changes of tariff became tasks: dealwithit carries them out');
}

/** The day of a moment in seconds; null for 0, and for what lies beyond all calendars. */
function lastDay(seconds: number): string | null {
  return seconds <= 0 || seconds > LAST_SECOND ? null : dayOf(new Date(seconds * 1000));
}

/** Ubilling counts by direction in ten columns. */
function counters(row: StagedRow, letter: string): number {
  return Array.from({ length: 10 }, (_, index) => row.number(`${letter}${index}`)).reduce(
    (sum, octets) => sum + octets,
    0,
  );
}

function fact(
  from: string,
  read: (row: StagedRow) => Parameters<ImportBook['profile']>[1],
  loginColumn = 'login',
): TableImport {
  return {
    from,
    take: (row, book) => {
      const subscriberId = row.subscriber(loginColumn);
      if (subscriberId === undefined) return NO_LOGIN;
      book.profile(subscriberId, read(row));
      return [];
    },
  };
}

function part(book: ImportBook, key: string, facts: Readonly<Record<string, string>>): [] {
  book.parts.set(key, facts);
  return [];
}

function numberOrNull(text: string | undefined): number | null {
  return text === undefined || !Number.isFinite(Number(text)) ? null : Number(text);
}
