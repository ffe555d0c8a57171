import type { Database } from '../../store/schema.ts';

export interface PingableSwitch {
  readonly switch_id: number;
  readonly ip: string;
  readonly fast_alive: number | null;
}

/** Switches with an address whose description does not say NP (do not ping). */
export async function pingableSwitches(db: Database): Promise<readonly PingableSwitch[]> {
  const rows = await db
    .selectFrom('switch')
    .select(['switch_id', 'ip', 'description', 'fast_alive'])
    .orderBy('switch_id')
    .execute();
  return rows.flatMap(({ switch_id, ip, description, fast_alive }) =>
    ip && !description.includes('NP') ? [{ switch_id, ip, fast_alive }] : [],
  );
}
