import type { Database } from '../../../store/schema.ts';
import type { AuditService } from '../state.ts';

/** What the orders of services named as stock: service_id → inventory ids by type, from the kept variables of their runs. */
export async function readOrdered(
  db: Database,
  services: readonly AuditService[],
): Promise<ReadonlyMap<number, ReadonlyMap<string, number>>> {
  const ordered = new Map<number, ReadonlyMap<string, number>>();
  for (const { service_id, created_by } of services) {
    if (created_by === null) continue;
    const query = db.selectFrom('provision').select('provisioning_json_vars').where('provision_id', '=', created_by);
    const row = await query.executeTakeFirst();
    if (row !== undefined) ordered.set(service_id, wholeNumbers(row.provisioning_json_vars));
  }
  return ordered;
}

/** Members that may be inventory ids; which of them are, the product's list of types says. */
function wholeNumbers(json: string): ReadonlyMap<string, number> {
  const vars = JSON.parse(json) as Readonly<Record<string, unknown>>;
  return new Map(
    Object.entries(vars).flatMap(([name, value]) => (Number.isSafeInteger(value) ? [[name, Number(value)]] : [])),
  );
}
