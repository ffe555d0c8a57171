/** Tags, services, ledgers, cards, and the states that money actions keep. */
import { into, NO_LOGIN, type NewRow, type SkipReason, type TableImport } from '../table-import.ts';
import { LONG_AGO_DAY, type StagedRow } from '../staged-row.ts';
import type { ImportBook } from '../import-book.ts';

export const money: readonly TableImport[] = [
  { from: 'tagtypes', take: row => into('tag', { tag_id: row.id, tag_name: row.text('tagname') }) },
  {
    from: 'vservices',
    take: row => {
      const virtual_service_id = row.id;
      const exclusions = row.text('exclude_tags').split(',').map(Number).filter(Boolean);
      return [
        ...into('virtual_service', {
          virtual_service_id,
          tag_id: row.number('tagid'),
          price_minor: row.amount('price'),
          account: row.text('cashtype') === 'virtual' ? 'virtual' : 'main',
          priority: row.number('priority'),
          charge_always: row.flag('fee_charge_always', 1),
          period_days: row.number('charge_period_days'),
          archived: row.flag('archived'),
        }),
        ...exclusions.flatMap(tag_id => into('virtual_service_exclusion', { virtual_service_id, tag_id })),
      ];
    },
  },
  ofSubscriber('tags', (row, subscriber_id) => into('subscriber_tag', { subscriber_id, tag_id: row.number('tagid') })),
  { from: 'cashtype', take: row => into('cash_type', { cash_type_id: row.id, cash_type_name: row.text('cashtype') }) },
  { from: 'payments', take: (row, book) => ledgerRow(row, book, 'payment') },
  { from: 'paymentscorr', take: (row, book) => ledgerRow(row, book, 'correction') },
  { from: 'fees', take: (row, book) => ledgerRow(row, book, 'fee') },
  {
    from: 'vcash',
    take: (row, book) => {
      const subscriberId = row.subscriber();
      if (subscriberId === undefined) return NO_LOGIN;
      book.balance('virtual', subscriberId, row.amount('cash'));
      return [];
    },
  },
  {
    from: 'cardbank',
    take: row =>
      into('card', {
        card_id: row.id,
        serial: row.text('serial'),
        part: row.optional('part'),
        amount_minor: row.amount('cash'),
        active: row.flag('active'),
        used: row.flag('used'),
        used_login: row.optional('usedlogin'),
        used_ip: row.optional('usedip'),
        used_at: row.optionalMoment('usedate'),
        created: row.moment('date'),
      }),
  },
  {
    from: 'cardbrute',
    take: row =>
      into('guess', {
        kind: 'card',
        value: row.text('serial'),
        login: row.optional('login'),
        address: row.optional('ip'),
        created: row.moment('date'),
      }),
  },
  {
    from: 'uhw_brute',
    take: row =>
      into('guess', {
        kind: 'portal',
        value: row.text('password'),
        login: row.optional('login'),
        address: row.optional('mac'),
        created: row.moment('date'),
      }),
  },
  ofSubscriber('discounts', (row, subscriber_id) =>
    into('discount', { subscriber_id, basis_points: row.basisPoints('percent') }),
  ),
  ofSubscriber('cudiscounts', (row, subscriber_id, book) =>
    into('loyalty', {
      subscriber_id,
      days: row.number('days'),
      basis_points: row.basisPoints('discount'),
      last_date: row.day('date') ?? book.today,
    }),
  ),
  ofSubscriber('capdata', (row, subscriber_id, book) =>
    into('debt_days', { subscriber_id, days: row.number('days'), last_date: row.day('date') ?? book.today }),
  ),
  ofSubscriber('zbssclog', (row, subscriber_id) =>
    into('credit', { subscriber_id, source: 'cabinet', created: row.pastMoment('date') }),
  ),
  ofSubscriber('frozen_charge_days', (row, subscriber_id) =>
    into('freeze_days', {
      subscriber_id,
      granted: row.number('freeze_days_amount'),
      used: row.number('freeze_days_used'),
      worked: row.number('days_worked'),
      restore_after: row.number('work_days_restore'),
      last_used: row.day('last_freeze_charge_dt'),
      last_worked: row.day('last_workdays_upd_dt'),
    }),
  ),
  {
    from: 'friendship',
    take: row => {
      const [friend_id, parent_id] = [row.subscriber('friend'), row.subscriber('parent')];
      if (friend_id === undefined || parent_id === undefined) return NO_LOGIN;
      return into('friendship', { friend_id, parent_id });
    },
  },
  ofSubscriber('pt_users', (row, subscriber_id, book) =>
    into('personal_day', { subscriber_id, day: row.number('day'), last_modified: book.created }),
  ),
  { from: 'cftypes', take: row => into('custom_field', { custom_field_id: row.id, field_name: row.text('name') }) },
  ofSubscriber('cfitems', (row, subscriber_id) =>
    into('subscriber_field', { subscriber_id, custom_field_id: row.number('typeid'), value: row.text('content') }),
  ),
];

/** A row of Ubilling's ledgers. What the balance was before is told by the row; it need not follow from the one before it. */
function ledgerRow(
  row: StagedRow,
  book: ImportBook,
  table: 'payment' | 'correction' | 'fee',
): readonly NewRow[] | SkipReason {
  const owner_id = row.subscriber();
  if (owner_id === undefined) return NO_LOGIN;
  const sum = row.money('summ');
  if (sum === null) return `the sum is no amount: '${row.text('summ')}'`;
  const before_minor = row.amount(table === 'fee' ? 'from' : 'balance');
  const { kind, amount_minor } = meaningOf(table, row.text('note'), sum, before_minor);
  book.moved('main', owner_id, amount_minor);
  return into('ledger', {
    account: 'main',
    owner_id,
    business_date: row.day('date') ?? LONG_AGO_DAY,
    created: row.pastMoment('date'),
    kind,
    amount_minor,
    before_minor,
    after_minor: before_minor + amount_minor,
    shown_minor: sum === amount_minor ? null : sum,
    cash_type_id: row.number(table === 'fee' ? 'cashtype' : 'cashtypeid') || null,
    actor: row.text('admin'),
    note: row.text('note'),
    action: 'import',
  });
}

/** Ubilling keeps settings and mock payments among the payments; only the note tells. */
function meaningOf(
  kind: 'payment' | 'correction' | 'fee',
  note: string,
  sum: number,
  before: number,
): { kind: string; amount_minor: number } {
  if (kind === 'fee') return { kind, amount_minor: 0 };
  if (kind === 'payment' && note.startsWith('BALANCESET:')) return { kind: 'set', amount_minor: sum - before };
  if (kind === 'payment' && note.startsWith('MOCK:')) return { kind: 'mock', amount_minor: 0 };
  return { kind, amount_minor: sum };
}

function ofSubscriber(
  from: string,
  take: (row: StagedRow, subscriberId: number, book: ImportBook) => readonly NewRow[],
): TableImport {
  return {
    from,
    take: (row, book) => {
      const subscriberId = row.subscriber();
      return subscriberId === undefined ? NO_LOGIN : take(row, subscriberId, book);
    },
  };
}
