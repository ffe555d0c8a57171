/** What the sealed columns of a database hold, and under which keys. */
import type BetterSqlite3 from 'better-sqlite3';
import { sealedColumns, type SealedColumn } from './sealed-columns.ts';
import { sealedForms, type IsSecretField, type SealedRow } from './sealed-forms.ts';
import { keyIdOf } from './sealed-text.ts';

/** Whether anything is sealed. */
export function holdsSealed(sqlite: BetterSqlite3.Database): boolean {
  return holdsOthersThan(sqlite, undefined);
}

/** Whether anything is sealed with another key than the one of this id. */
export function holdsOthersThan(sqlite: BetterSqlite3.Database, id: string | undefined): boolean {
  return sealedColumns.some(column => {
    // SQLite leaves out what this key alone sealed: writers wait for the answer.
    const query = sqlite.prepare(`${selectOf(column)} and replace(${column.column}, ?, '') glob '*sealed:*'`);
    for (const row of query.iterate(`sealed:${id}:`) as Iterable<SealedRow>) {
      const ids = secretsOf(column, row, () => false).map(keyIdOf);
      if (ids.some(found => found !== undefined && found !== id)) return true;
    }
    return false;
  });
}

/** How many rows hold text of each key, by its id; `clear` are those with a secret that is not sealed yet. */
export function countByKey(sqlite: BetterSqlite3.Database): ReadonlyMap<string, number> {
  const isSecretField = isSecretFieldOf(sqlite);
  const counts = new Map<string, number>();
  for (const column of sealedColumns) {
    for (const row of sqlite.prepare(selectOf(column)).iterate() as Iterable<SealedRow>) {
      const ids = new Set(secretsOf(column, row, isSecretField).map(secret => keyIdOf(secret) ?? 'clear'));
      for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
}

/** A sealed text of each key that sealed any: to try the keys on. */
export function samplesByKey(sqlite: BetterSqlite3.Database): ReadonlyMap<string, string> {
  const samples = new Map<string, string>();
  for (const column of sealedColumns) {
    const query = sqlite.prepare(`${selectOf(column)} and ${column.column} glob '*sealed:*'`);
    for (const row of query.iterate() as Iterable<SealedRow>) {
      for (const secret of secretsOf(column, row, () => false)) samples.set(keyIdOf(secret) ?? '', secret);
    }
  }
  samples.delete('');
  return samples;
}

/** The sealed texts and the secrets in the clear of one row. */
export function secretsOf(
  { form, column }: SealedColumn,
  row: SealedRow,
  isSecretField: IsSecretField,
): readonly string[] {
  return sealedForms[form].secrets(String(row[column]), row, isSecretField);
}

/** The query of a sealed column: its rows that hold something. */
export function selectOf({ table, key, column, beside = [] }: SealedColumn): string {
  const columns = [...new Set([...key, column, ...beside])].join(', ');
  return `select ${columns} from ${table} where ${column} is not null`;
}

/** What the templates of stock call secret. */
export function isSecretFieldOf(sqlite: BetterSqlite3.Database): IsSecretField {
  const secret = new Set(sqlite.prepare(SECRET_FIELDS).raw().all().map(String));
  return (type, field) => secret.has(`${String(type)},${String(field)}`);
}

const SECRET_FIELDS = `select inventory_type, json_extract(value, '$.name') from inventory_template, json_each(fields)
  where json_extract(value, '$.secret')`;
