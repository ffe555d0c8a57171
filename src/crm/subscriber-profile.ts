/** What is known of a subscriber beside its own row: address, name, password. */
import { OmnicrmError } from '../errors.ts';
import type { Database } from '../store/schema.ts';
import { sealerOf } from '../store/sealer.ts';
import { holdAddress, releaseAddress } from './subscriber-address.ts';
import type { BareSubscriber, Subscriber } from './subscriber-thing.ts';
import type { Input } from './types.ts';

const MASK = '********';
const names = ['ip', 'mac', 'real_name', 'password'] as const;

/** Parts the facts of an input from the fields of the row. */
export function profileOf(input: Input): { readonly facts: Input; readonly rest: Input } {
  const entries = Object.entries(input).filter(([, value]) => value !== undefined);
  return {
    facts: Object.fromEntries(entries.filter(([name]) => isFact(name))),
    rest: Object.fromEntries(entries.filter(([name]) => !isFact(name))),
  };
}

function isFact(name: string): boolean {
  return names.some(known => known === name);
}

/** Writes the facts that are given; a mask sent back changes nothing. Throws E_INPUT, E_CONFLICT for an address that is taken. */
export async function keepProfile(db: Database, subscriber_id: number, facts: Input): Promise<void> {
  const { ip, mac, ...texts } = readFacts(facts);
  const columns = {
    ...(ip === undefined ? {} : { ip }),
    ...(texts.real_name === undefined ? {} : { real_name: texts.real_name }),
    ...(texts.password === undefined || texts.password === MASK ? {} : { password: sealed(db, texts.password) }),
  };
  await db
    .insertInto('subscriber_profile')
    .values({ subscriber_id, ...columns })
    .onConflict(conflict => conflict.column('subscriber_id').doUpdateSet({ subscriber_id, ...columns }))
    .execute();
  if (ip === null) await releaseAddress(db, subscriber_id);
  if (typeof ip === 'string') await holdAddress(db, subscriber_id, ip);
  if (mac !== undefined) await db.updateTable('host').set({ mac }).where('subscriber_id', '=', subscriber_id).execute();
}

/** The rows with their tariffs' names and their facts. */
export async function completeSubscribers(
  db: Database,
  rows: readonly BareSubscriber[],
  reveal: boolean,
): Promise<Subscriber[]> {
  const found = await db
    .selectFrom('subscriber as s')
    .leftJoin('subscriber_profile as p', 'p.subscriber_id', 's.subscriber_id')
    .leftJoin('tariff as t', 't.tariff_id', 's.tariff_id')
    .leftJoin('host as h', join => join.onRef('h.subscriber_id', '=', 's.subscriber_id').onRef('h.ip', '=', 'p.ip'))
    .select(['s.subscriber_id', 't.tariff_name as tariff', 'p.ip', 'h.mac', 'p.real_name', 'p.password'])
    .where(
      's.subscriber_id',
      'in',
      rows.map(row => row.subscriber_id),
    )
    .execute();
  const facts = new Map(found.map(({ subscriber_id, ...more }) => [subscriber_id, more]));
  return rows.map(row => {
    const {
      password = null,
      tariff = null,
      ip = null,
      mac = null,
      real_name = null,
    } = facts.get(row.subscriber_id) ?? {};
    return { ...row, tariff, ip, mac, real_name, password: password && (reveal ? sealerOf(db).open(password) : MASK) };
  });
}

/** The row with its password masked. */
export function maskSubscriber(subscriber: Subscriber): Subscriber {
  return { ...subscriber, password: subscriber.password && MASK };
}

function sealed(db: Database, password: string | null): string | null {
  return password === null ? null : sealerOf(db).seal(password);
}

type Facts = { readonly [Name in (typeof names)[number]]?: string | null };

function readFacts(facts: Input): Facts {
  const read = Object.entries(facts).map(([name, value]) => {
    if (value !== null && (typeof value !== 'string' || value === '' || value.length > 200))
      throw new OmnicrmError('E_INPUT', `subscriber: ${name}: a text is wanted`);
    return [name, value] as const;
  });
  return Object.fromEntries(read);
}
