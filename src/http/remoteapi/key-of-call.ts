import type { FastifyRequest } from 'fastify';
import { findApiKey, scopeOf } from '../../crm/api-key.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Database } from '../../store/schema.ts';
import { refuseOtherAction } from '../access/key-scope.ts';
import { sourceAddress } from '../access/source-address.ts';

/** Whether a key may ask for an action. */
export type MayAsk = (action: string) => Promise<boolean>;

/** What the key in the header X-API-KEY may ask for; undefined when there is no such header, `none` when the key is not good. */
export async function actionsOfKey(db: Database, request: FastifyRequest): Promise<MayAsk | 'none' | undefined> {
  const key = request.headers['x-api-key'];
  if (typeof key !== 'string') return undefined;
  const row = await findApiKey(db, key);
  if (row === undefined) return 'none';
  return async action => {
    try {
      await refuseOtherAction(scopeOf(row), row.key_name, { action, address: sourceAddress(request) });
      return true;
    } catch (error) {
      if (isRefusal(error)) return false;
      throw error;
    }
  };
}

function isRefusal(error: unknown): boolean {
  return error instanceof OmnicrmError && error.code === 'E_NOT_ALLOWED';
}
