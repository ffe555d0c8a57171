import type { World } from '../provisioning/world.ts';

/** Number of the newest run; 0 for none. */
export async function lastRun({ app }: World): Promise<number> {
  const query = app.db.selectFrom('provision').select(eb => eb.fn.max('provision_id').as('id'));
  return (await query.executeTakeFirstOrThrow()).id ?? 0;
}
