import { sql } from 'kysely';
import type { DatabaseTransaction } from '../../store/schema.ts';
import { sealerOf } from '../../store/sealer.ts';
import { sealedColumns } from '../../store/sealing/sealed-columns.ts';

/** Tables whose secrets come in as they stand in the dump. */
const tables = ['switch', 'router_login', 'device_login', 'device_config'];

/** Seals communities, logins of devices and their configurations: who knows them can change the network. */
export async function sealSecrets(tx: DatabaseTransaction): Promise<void> {
  for (const { table, column } of sealedColumns) if (tables.includes(table)) await sealColumn(tx, table, column);
}

/** One at a time: configurations are long, and there may be years of them. */
async function sealColumn(tx: DatabaseTransaction, table: string, column: string): Promise<void> {
  const [from, secret] = [sql.table(table), sql.ref(column)];
  const { rows } = await sql<{ id: number }>`
    select rowid as id from ${from} where coalesce(${secret}, '') <> ''`.execute(tx);
  const sealer = sealerOf(tx);
  for (const { id } of rows) {
    const found = await sql<{ text: string }>`select ${secret} as text from ${from} where rowid = ${id}`.execute(tx);
    const text = sealer.open(found.rows[0]?.text ?? '');
    await sql`update ${from} set ${secret} = ${sealer.seal(text)} where rowid = ${id}`.execute(tx);
  }
}
