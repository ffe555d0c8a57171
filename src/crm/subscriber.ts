/** Who has access by a login: the side of a service that the nightly actions charge. */
import { OmnicrmError } from '../errors.ts';
import type { Database } from '../store/schema.ts';
import { withTransaction } from '../store/with-transaction.ts';
import { closeSubscriber } from './close-subscriber.ts';
import { completeSubscribers, keepProfile, profileOf } from './subscriber-profile.ts';
import { type BareSubscriber, type Subscriber, subscriberThing } from './subscriber-thing.ts';
import { findTariff } from './tariff.ts';
import { createThing, deleteThing, getThing, updateThing } from './things/crud.ts';
import { findThing } from './things/find-thing.ts';
import { listThings } from './things/list-things.ts';
import { readId } from './things/read-id.ts';
import type { Input, ListQuery, Page } from './types.ts';

export interface SubscriberOptions {
  /** Show the password instead of a mask. */
  readonly reveal?: boolean;
  /** The run that asks: asking again for the same login of its service it gets the row it made before. */
  readonly provisionId?: number | undefined;
}

/** Makes a subscriber. Throws E_INPUT, and E_CONFLICT for a login or an address that is taken. */
export function createSubscriber(db: Database, input: Input, options: SubscriberOptions = {}): Promise<Subscriber> {
  return withTransaction(db, async tx => {
    const before = await subscriberOfRun(tx, input, options.provisionId);
    if (before !== undefined) return getSubscriber(tx, before, options);
    const { fields, profile } = await readInput(tx, input);
    const { subscriber_id } = await createThing(tx, subscriberThing, fields);
    await keepProfile(tx, subscriber_id, profile);
    return getSubscriber(tx, subscriber_id, options);
  });
}

/** Changes the given fields. Throws E_NOT_FOUND, E_INPUT, E_CONFLICT (also for one that is closed). */
export function updateSubscriber(
  db: Database,
  id: unknown,
  changes: Input,
  options: SubscriberOptions = {},
): Promise<Subscriber> {
  return withTransaction(db, async tx => {
    const { subscriber_id, closed } = await getThing(tx, subscriberThing, id);
    if (closed !== null) throw new OmnicrmError('E_CONFLICT', `subscriber ${subscriber_id} is closed`);
    const { fields, profile } = await readInput(tx, changes);
    await updateThing(tx, subscriberThing, subscriber_id, fields);
    await keepProfile(tx, subscriber_id, profile);
    return getSubscriber(tx, subscriber_id, options);
  });
}

/** Throws E_NOT_FOUND. */
export async function getSubscriber(db: Database, id: unknown, options: SubscriberOptions = {}): Promise<Subscriber> {
  return complete(db, await getThing(db, subscriberThing, id), options);
}

/** The subscriber with this id or login. Throws E_NOT_FOUND. */
export async function findSubscriberBy(db: Database, idOrLogin: string | number): Promise<Subscriber> {
  return complete(db, await findThing(db, subscriberThing, 'login', idOrLogin), {});
}

/** A page of subscribers. Throws E_INPUT for an unknown column. */
export async function listSubscribers(
  db: Database,
  query: ListQuery = {},
  options: SubscriberOptions = {},
): Promise<Page<Subscriber>> {
  const { data, pagination } = await listThings(db, subscriberThing, query);
  return { data: await completeSubscribers(db, data, options.reveal === true), pagination };
}

/**
 * Ends a subscriber and gives it back as it was. One without a row in the ledger goes away; any other is closed: the books
 * keep whom they charged. Throws E_NOT_FOUND.
 */
export function deleteSubscriber(db: Database, id: unknown, options: SubscriberOptions = {}): Promise<Subscriber> {
  return withTransaction(db, async tx => {
    const subscriber = await getSubscriber(tx, readId(subscriberThing, id), options);
    await closeSubscriber(tx, subscriber.subscriber_id);
    if (!(await hasMoney(tx, subscriber.subscriber_id)))
      await deleteThing(tx, subscriberThing, subscriber.subscriber_id);
    return subscriber;
  });
}

/** The same for all that belong to a service. */
export async function endSubscribersOf(db: Database, service_id: number): Promise<void> {
  const query = db.selectFrom('subscriber').select('subscriber_id').where('service_id', '=', service_id);
  for (const { subscriber_id } of await query.where('closed', 'is', null).execute())
    await deleteSubscriber(db, subscriber_id);
}

async function complete(db: Database, bare: BareSubscriber, { reveal }: SubscriberOptions): Promise<Subscriber> {
  const [subscriber] = await completeSubscribers(db, [bare], reveal === true);
  if (subscriber === undefined) throw new OmnicrmError('E_INTERNAL', 'a subscriber was lost on the way');
  return subscriber;
}

/** A tariff may be given by its name. */
async function readInput(db: Database, input: Input): Promise<{ fields: Input; profile: Input }> {
  const { facts, rest } = profileOf(input);
  const { tariff, ...fields } = rest;
  if (tariff === undefined) return { fields, profile: facts };
  if (tariff === null) return { fields: { ...fields, tariff_id: null }, profile: facts };
  const { tariff_id } = await tariffCalled(db, tariff);
  return { fields: { ...fields, tariff_id }, profile: facts };
}

async function tariffCalled(db: Database, name: unknown): Promise<{ readonly tariff_id: number }> {
  try {
    return await findTariff(db, String(name));
  } catch (error) {
    if (!(error instanceof OmnicrmError) || error.code !== 'E_NOT_FOUND') throw error;
    throw new OmnicrmError('E_INPUT', `subscriber: tariff: ${error.message}`, { hint: error.hint, cause: error });
  }
}

async function subscriberOfRun(
  db: Database,
  { login, service_id }: Input,
  provisionId: number | undefined,
): Promise<number | undefined> {
  if (provisionId === undefined || typeof login !== 'string') return undefined;
  const query = db
    .selectFrom('subscriber')
    .innerJoin('service', 'service.service_id', 'subscriber.service_id')
    .select('subscriber_id')
    .where('login', '=', login)
    .where('subscriber.service_id', '=', Number(service_id))
    .where('service.created_by_provision_id', '=', provisionId);
  return (await query.executeTakeFirst())?.subscriber_id;
}

async function hasMoney(db: Database, id: number): Promise<boolean> {
  const query = db.selectFrom('ledger').select('ledger_id').where('owner_id', '=', id);
  return (await query.where('account', '<>', 'cable').limit(1).executeTakeFirst()) !== undefined;
}
