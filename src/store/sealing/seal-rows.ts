import type BetterSqlite3 from 'better-sqlite3';
import { createSealer } from '../sealer.ts';
import type { KeyRing } from './key-ring.ts';
import { isSecretFieldOf, secretsOf, selectOf } from './read-sealed.ts';
import { sealedColumns, type SealedColumn } from './sealed-columns.ts';
import { sealedForms, type Resealing, type SealedRow } from './sealed-forms.ts';
import { keyIdOf } from './sealed-text.ts';

/** Rows of one transaction: short enough that an order does not notice. */
const BATCH = 200;

export interface SealCount {
  /** Rows that were written. */
  readonly rows: number;
  /** Those of them that held a secret in the clear. */
  readonly clear: number;
}

/** Seals with the newest key whatever is not, a short transaction for each batch; run again it goes on. Throws E_SEAL. */
export function sealRows(sqlite: BetterSqlite3.Database, ring: KeyRing): SealCount {
  const resealing = resealingOf(sqlite, ring);
  const total = { rows: 0, clear: 0 };
  for (const column of sealedColumns) {
    const sealBatch = sqlite.transaction((after: SealedRow | undefined): SealedRow | undefined => {
      const batch = selectAfter(sqlite, column, after);
      for (const row of batch) {
        const ids = secretsOf(column, row, resealing.isSecretField).map(keyIdOf);
        if (ids.every(id => id === ring.current().keys[0].id)) continue;
        writeSealed(sqlite, column, row, resealing);
        total.rows++;
        if (ids.includes(undefined)) total.clear++;
      }
      return batch.length < BATCH ? undefined : batch.at(-1);
    });
    let last = sealBatch.immediate(undefined);
    while (last !== undefined) last = sealBatch.immediate(last);
  }
  return total;
}

function resealingOf(sqlite: BetterSqlite3.Database, ring: KeyRing): Resealing {
  const sealer = createSealer(ring);
  return {
    isSecretField: isSecretFieldOf(sqlite),
    reseal: text => sealer.seal(sealer.open(text)),
    fingerprint: text => sealer.fingerprint(text),
  };
}

function writeSealed(
  sqlite: BetterSqlite3.Database,
  { table, key, column, form }: SealedColumn,
  row: SealedRow,
  resealing: Resealing,
): void {
  const sealed = sealedForms[form].sealed(String(row[column]), row, resealing);
  const where = key.map(name => `${name} = ?`).join(' and ');
  sqlite.prepare(`update ${table} set ${column} = ? where ${where}`).run(sealed, ...key.map(name => row[name]));
}

/** Rows in the order of their key: a batch begins behind the last row of the one before. */
function selectAfter(
  sqlite: BetterSqlite3.Database,
  column: SealedColumn,
  after: SealedRow | undefined,
): readonly SealedRow[] {
  const keys = column.key.join(', ');
  const beyond = after === undefined ? '' : ` and (${keys}) > (${column.key.map(() => '?').join(', ')})`;
  const query = sqlite.prepare(`${selectOf(column)}${beyond} order by ${keys} limit ${BATCH}`);
  return query.all(...(after === undefined ? [] : column.key.map(name => after[name]))) as SealedRow[];
}
