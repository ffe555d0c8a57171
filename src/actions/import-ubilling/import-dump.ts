import { OmnicrmError } from '../../errors.ts';
import type { Database, DatabaseTransaction } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import { closeImport } from './close-import.ts';
import { ImportBook, type Rounding } from './import-book.ts';
import { insertRows } from './insert-rows.ts';
import { removeSubscribers } from './remove-subscribers.ts';
import { splitStatements } from './split-statements.ts';
import { StagedDump } from './stage-dump.ts';
import { StagedRow } from './staged-row.ts';
import { tableImports } from './tables/index.ts';
import { wholeDump } from './whole-dump.ts';
import type { NewRow, TableImport } from './table-import.ts';

const ROWS_AT_ONCE = 500;

export interface TableReport {
  readonly table: string;
  readonly read: number;
  readonly imported: number;
  readonly skipped: number;
  /** Why rows were skipped, with how many. */
  readonly reasons: Readonly<Record<string, number>>;
}

export interface ImportReport {
  readonly tables: readonly TableReport[];
  /** What came in otherwise than it stood there, with how often. */
  readonly notes: Readonly<Record<string, number>>;
  /** Amounts with more digits than the books keep: the first hundred, and how many there were. */
  readonly roundings: readonly Rounding[];
  readonly rounded: number;
  /** Opening rows that make each ledger add up to the balance. */
  readonly openings: number;
  /** Statements that hold no rows, by their first word. */
  readonly ignored: Readonly<Record<string, number>>;
}

export interface ImportOptions {
  /** Removes the subscribers, networks and ledgers that are there. */
  readonly replace?: boolean;
  readonly now?: Date;
}

/**
 * Reads an operator's Ubilling dump (text in pieces) and takes its rows over, all or none. Throws E_CONFLICT when there are
 * subscribers already and `replace` is not set, and E_INPUT for a dump that cannot be read.
 */
export async function importUbilling(
  db: Database,
  dump: AsyncIterable<string>,
  { replace = false, now = new Date() }: ImportOptions = {},
): Promise<ImportReport> {
  const staged = new StagedDump(now);
  try {
    for await (const statement of splitStatements(wholeDump(dump))) staged.take(statement);
    if (staged.tables.length === 0) throw new OmnicrmError('E_INPUT', 'there are no tables in the dump');
    return await withTransaction(db, async tx => {
      if (replace) await removeSubscribers(tx);
      else await refuseSecondImport(tx);
      return importStaged(tx, staged, new ImportBook(now));
    });
  } finally {
    staged.close();
  }
}

async function refuseSecondImport(tx: DatabaseTransaction): Promise<void> {
  for (const table of ['subscriber', 'tariff', 'network', 'switch', 'cable_subscriber'] as const) {
    const row = await tx
      .selectFrom(table)
      .select(eb => eb.lit(1).as('one'))
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) continue;
    throw new OmnicrmError('E_CONFLICT', `there is a ${table} already: nothing was imported`, {
      hint: '--replace removes all subscribers, networks and ledgers first',
    });
  }
}

async function importStaged(tx: DatabaseTransaction, staged: StagedDump, book: ImportBook): Promise<ImportReport> {
  const reports = new Map<string, TableReport>();
  for (const source of tableImports) reports.set(source.from, await importTable(tx, staged, book, source));
  await insertRows(tx, [book.later]);
  const openings = await closeImport(tx, book);
  for (const table of staged.tables) if (!reports.has(table)) reports.set(table, unusedTable(staged, table));
  return {
    tables: [...reports.values()].filter(report => report.read > 0),
    notes: book.notes,
    roundings: book.roundings,
    rounded: book.roundedCount,
    openings,
    ignored: Object.fromEntries(staged.ignored),
  };
}

async function importTable(
  tx: DatabaseTransaction,
  staged: StagedDump,
  book: ImportBook,
  source: TableImport,
): Promise<TableReport> {
  const reasons: Record<string, number> = {};
  let read = 0;
  let waiting: (readonly NewRow[])[] = [];
  const flush = async (): Promise<void> => {
    for (const reason of await insertRows(tx, waiting)) reasons[reason] = (reasons[reason] ?? 0) + 1;
    waiting = [];
  };
  for (const values of staged.rows(source.from)) {
    read++;
    const taken = source.take(new StagedRow(source.from, values, book), book);
    if (typeof taken === 'string') reasons[taken] = (reasons[taken] ?? 0) + 1;
    else waiting.push(taken);
    if (waiting.length >= ROWS_AT_ONCE) await flush();
  }
  await flush();
  const skipped = Object.values(reasons).reduce((sum, count) => sum + count, 0);
  return { table: source.from, read, imported: read - skipped, skipped, reasons };
}

function unusedTable(staged: StagedDump, table: string): TableReport {
  const read = staged.count(table);
  const reason = notTaken.get(table) ?? 'omnicrm has no use for this table';
  return { table, read, imported: 0, skipped: read, reasons: { [reason]: read } };
}

const notTaken: ReadonlyMap<string, string> = new Map([
  ['ubstats', 'the serial is a secret: put it into ubilling.serial of crm_config.yaml'],
]);
