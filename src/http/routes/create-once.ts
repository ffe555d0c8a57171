import { OmnicrmError } from '../../errors.ts';
import type { Database } from '../../store/schema.ts';
import { sealerOf } from '../../store/sealer.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import { type RouteRequest, senderOf } from '../route.ts';

/** Making a row of a kind. */
export interface Creation<Row extends object = object> {
  readonly object: string;
  /** The column with the row's id. */
  readonly key: string;
  create(db: Database): Promise<Row>;
  get(db: Database, id: number): Promise<Row>;
}

/**
 * Makes a row; a request that comes again under its Idempotency-Key gets the first row, as it is now. Throws E_CONFLICT when the
 * key was sent with another request.
 */
export async function createOnce(request: RouteRequest, creation: Creation): Promise<object> {
  const { db, idempotencyKey } = request;
  if (idempotencyKey === undefined) return creation.create(db);
  const digest = digestOf(db, creation.object, request.body);
  return createUnderKey(db, { sender: senderOf(request.access), idempotency_key: idempotencyKey, digest }, creation);
}

/** The same for what another API was asked. */
export function createUnderKey<Row extends object>(db: Database, asked: Asked, creation: Creation<Row>): Promise<Row> {
  return withTransaction(db, async tx => {
    const before = await findRequest(tx, asked);
    if (before !== undefined) return creation.get(tx, before);
    const row = await creation.create(tx);
    await keepRequest(tx, { ...asked, object: creation.object, object_id: idOf(row, creation.key) });
    return row;
  });
}

/** A request under its key. */
export interface Asked {
  readonly sender: string;
  readonly idempotency_key: string;
  readonly digest: string;
}

async function findRequest(db: Database, { sender, idempotency_key, digest }: Asked): Promise<number | undefined> {
  const query = db.selectFrom('idempotent_request').select(['digest', 'object', 'object_id']);
  const found = await query
    .where('sender', '=', sender)
    .where('idempotency_key', '=', idempotency_key)
    .executeTakeFirst();
  if (found === undefined || found.digest === digest) return found?.object_id;
  throw new OmnicrmError('E_CONFLICT', `the Idempotency-Key '${idempotency_key}' belongs to another request`, {
    hint: `It made ${found.object} ${found.object_id}; send a new key with a new request.`,
  });
}

async function keepRequest(db: Database, row: Asked & { object: string; object_id: number }): Promise<void> {
  await db
    .insertInto('idempotent_request')
    .values({ ...row, created: new Date().toISOString() })
    .execute();
}

/** A keyed digest of the kind and the members of the body, in whatever order they came: a password in it cannot be guessed. */
export function digestOf(db: Database, object: string, body: object): string {
  const members = Object.entries(body).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sealerOf(db).fingerprint(JSON.stringify([object, members]));
}

function idOf(row: object, key: string): number {
  return Number(Object.entries(row).find(([name]) => name === key)?.[1]);
}
