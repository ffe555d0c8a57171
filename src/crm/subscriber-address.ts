/** The IPv4 address of a subscriber: one subscriber has it, and the network it lies in knows whose it is. */
import { isIPv4 } from 'node:net';
import { OmnicrmError } from '../errors.ts';
import type { Database } from '../store/schema.ts';

/** Gives a subscriber an address instead of the one it had. Throws E_INPUT, and E_CONFLICT when another has it. */
export async function holdAddress(db: Database, subscriber_id: number, ip: string): Promise<void> {
  if (!isIPv4(ip)) throw new OmnicrmError('E_INPUT', `subscriber: ip: ${ip} is not an IPv4 address`);
  await refuseTaken(db, subscriber_id, ip);
  const free = db.deleteFrom('host').where('subscriber_id', '=', subscriber_id).where('ip', '<>', ip);
  await free.execute();
  const network_id = await networkOf(db, ip);
  if (network_id === undefined) return;
  await db
    .insertInto('host')
    .values({ network_id, ip, subscriber_id })
    .onConflict(conflict => conflict.column('ip').doUpdateSet({ subscriber_id }))
    .execute();
}

/** Frees a subscriber's addresses. */
export async function releaseAddress(db: Database, subscriber_id: number): Promise<void> {
  await db.deleteFrom('host').where('subscriber_id', '=', subscriber_id).execute();
  await db.updateTable('subscriber_profile').set({ ip: null }).where('subscriber_id', '=', subscriber_id).execute();
}

async function refuseTaken(db: Database, subscriber_id: number, ip: string): Promise<void> {
  const taken = await db
    .selectFrom('subscriber as s')
    .leftJoin('subscriber_profile as p', 'p.subscriber_id', 's.subscriber_id')
    .leftJoin('host as h', 'h.subscriber_id', 's.subscriber_id')
    .select('s.login')
    .where(eb => eb.or([eb('p.ip', '=', ip), eb('h.ip', '=', ip)]))
    .where('s.subscriber_id', '<>', subscriber_id)
    .executeTakeFirst();
  if (taken !== undefined)
    throw new OmnicrmError('E_CONFLICT', `subscriber: ip: ${ip} is the address of ${taken.login}`);
}

async function networkOf(db: Database, ip: string): Promise<number | undefined> {
  const networks = await db.selectFrom('network').select(['network_id', 'first_ip', 'last_ip']).execute();
  const wanted = numberOf(ip);
  const holds = ({ first_ip, last_ip }: (typeof networks)[number]): boolean =>
    numberOf(first_ip) <= wanted && wanted <= numberOf(last_ip);
  return networks.find(holds)?.network_id;
}

function numberOf(ip: string): number {
  return ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}
