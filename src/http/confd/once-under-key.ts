import type { FastifyRequest } from 'fastify';
import type { Database } from '../../store/schema.ts';
import { idempotencyKey } from '../idempotency-key.ts';
import { createUnderKey, type Creation, digestOf } from '../routes/create-once.ts';
import { parseDigest } from './digest/parse-digest.ts';

/** Makes an object; the same body again under its Idempotency-Key gets the first one, as it is now. Throws E_INPUT, E_CONFLICT. */
export async function onceUnderKey<Row extends object>(
  { headers, body }: FastifyRequest,
  db: Database,
  creation: Creation<Row>,
): Promise<Row> {
  const key = idempotencyKey(headers['idempotency-key']);
  if (key === undefined) return creation.create(db);
  const sender = `confd-${parseDigest(headers.authorization)?.['username']}`;
  const digest = digestOf(db, creation.object, { body: String(body) });
  return createUnderKey(db, { sender, idempotency_key: key, digest }, creation);
}
