/** What the original's rows and ours have in common: balances, states and ledger rows, by login. */
import { parseUnits } from '../../../src/actions/ledger/units.ts';
import type { Database } from '../../../src/store/schema.ts';
import type { TableChange } from './transcript.ts';

/** How much a balance moved, and what each other column became. */
export type SubscriberChange = Readonly<Record<string, string | number>>;

export interface LedgerLine {
  readonly book: string;
  readonly login: string;
  readonly sum: number;
  readonly cash_type: number;
  readonly note: string;
}

export interface BookChange {
  readonly subscribers: Readonly<Record<string, SubscriberChange>>;
  readonly ledger: readonly LedgerLine[];
}

export const NOTHING: BookChange = { subscribers: {}, ledger: [] };

const books: Readonly<Record<string, string>> = {
  payment: 'payments',
  set: 'payments',
  mock: 'payments',
  correction: 'paymentscorr',
  fee: 'fees',
};

/** The change that the original's tables went through. Rows that move nothing are left out, as are sums that are no amounts. */
export function recordedChange(changes: Readonly<Record<string, TableChange>>): BookChange {
  const subscribers: Record<string, SubscriberChange> = {};
  for (const { key, ...columns } of changes['users']?.changed ?? []) {
    const change = Object.fromEntries(Object.entries(columns).flatMap(([name, pair]) => recordedColumn(name, pair)));
    if (Object.keys(change).length > 0) subscribers[String(key)] = change;
  }
  const ledger = ['payments', 'paymentscorr', 'fees', 'vcashlog'].flatMap(book =>
    (changes[book]?.added ?? []).flatMap(row => {
      const sum = money(row['summ'] ?? '');
      const cash_type = Number(row['cashtypeid'] ?? row['cashtype'] ?? 0);
      return sum ? [{ book, login: row['login'] ?? '', sum, cash_type, note: row['note'] ?? '' }] : [];
    }),
  );
  return { subscribers, ledger: sorted(ledger) };
}

function recordedColumn(name: string, pair: string | readonly string[]): [string, string | number][] {
  const [before = '', after = ''] = pair;
  if (name === 'Cash') return [['balance', (money(after) ?? 0) - (money(before) ?? 0)]];
  if (name === 'Credit') return [['credit', money(after) ?? 0]];
  if (name === 'CreditExpire') return [['credit_until', after === '0' ? '' : dayInKyiv(Number(after))]];
  if (name === 'Tariff') return [['tariff', after]];
  const column = { Passive: 'frozen', Down: 'down', AlwaysOnline: 'always_online' }[name];
  return column === undefined ? [] : [[column, Number(after)]];
}

/** The original computes with floats: its sums are read to the minor unit. */
function money(text: string): number | undefined {
  const number = Number(text);
  return text === '' || Number.isNaN(number) ? undefined : parseUnits(number.toFixed(9).replace(/^-(?=0*\.0*$)/, ''));
}

/** Recordings were made in that zone. */
function dayInKyiv(seconds: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Kyiv' }).format(new Date(seconds * 1000));
}

export interface Snapshot {
  readonly subscribers: ReadonlyMap<string, SubscriberChange>;
  readonly lastLedgerId: number;
}

export async function takeSnapshot(db: Database): Promise<Snapshot> {
  const rows = await db
    .selectFrom('subscriber as s')
    .leftJoin('tariff as t', 't.tariff_id', 's.tariff_id')
    .select(['s.login', 's.balance_minor as balance', 's.credit_minor as credit', 's.credit_until'])
    .select(['s.frozen', 's.down', 's.always_online', 't.tariff_name as tariff'])
    .execute();
  const last = await db
    .selectFrom('ledger')
    .select(eb => eb.fn.max('ledger_id').as('id'))
    .executeTakeFirst();
  const subscribers = rows.map(({ login, credit_until, tariff, ...columns }) => {
    return [login, { ...columns, credit_until: credit_until ?? '', tariff: tariff ?? '' }] as const;
  });
  return { subscribers: new Map(subscribers), lastLedgerId: last?.id ?? 0 };
}

/** What happened to our books since a snapshot. */
export async function changeSince(db: Database, before: Snapshot): Promise<BookChange> {
  const after = await takeSnapshot(db);
  const subscribers: Record<string, SubscriberChange> = {};
  for (const [login, now] of after.subscribers) {
    const then = before.subscribers.get(login) ?? {};
    const changed = Object.entries(now).filter(([name, value]) => value !== then[name]);
    if (changed.length === 0) continue;
    subscribers[login] = Object.fromEntries(
      changed.map(([name, value]) => [name, name === 'balance' ? Number(value) - Number(then[name] ?? 0) : value]),
    );
  }
  return { subscribers, ledger: await ledgerSince(db, before.lastLedgerId) };
}

async function ledgerSince(db: Database, lastId: number): Promise<readonly LedgerLine[]> {
  const rows = await db
    .selectFrom('ledger as l')
    .innerJoin('subscriber as s', 's.subscriber_id', 'l.owner_id')
    .selectAll('l')
    .select('s.login')
    .where('l.ledger_id', '>', lastId)
    .where('l.account', '<>', 'cable')
    .execute();
  const lines = rows.map(row => {
    const isVirtual = row.account === 'virtual';
    const book = isVirtual ? 'vcashlog' : (books[row.kind] ?? row.kind);
    const sum = isVirtual ? row.after_minor : (row.shown_minor ?? row.amount_minor);
    return { book, login: row.login, sum, cash_type: row.cash_type_id ?? 0, note: isVirtual ? '' : row.note };
  });
  return sorted(lines.filter(line => line.sum !== 0));
}

function sorted(lines: readonly LedgerLine[]): readonly LedgerLine[] {
  return lines.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
