import type { Database } from '../../store/schema.ts';

/** The name of this phone system: ids mean nothing at another one. */
export async function serverUuid(db: Database): Promise<string> {
  const row = await db.selectFrom('pbx_server').select('uuid').executeTakeFirstOrThrow();
  return row.uuid;
}
