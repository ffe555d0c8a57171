import type { Permission } from '../../crm/permission.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Database } from '../../store/schema.ts';
import type { Access, Row } from './access.ts';
import { accessOfProgram } from './key-access.ts';

/** What an address on the white list may do where it is let in: order an addon and see what becomes of it. */
const ADDRESS_PERMISSIONS: readonly Permission[] = ['create_provision', 'view_provision'];

/** The access of an address on the white list: of runs it sees those it ordered. */
export async function addressAccess(db: Database, address: string): Promise<Access> {
  const access = await accessOfProgram(db, { kind: 'address', id: null, name: address }, ADDRESS_PERMISSIONS);
  return { ...access, mayRead: (tx, _object, row) => refuseOthersRun(tx, address, row) };
}

async function refuseOthersRun(db: Database, address: string, row: Row): Promise<void> {
  const id = String(row['provision_id']);
  const query = db.selectFrom('activity').select('activity_id').where('entity', '=', 'provision');
  const own = query.where('entity_id', '=', id).where('principal_kind', '=', 'address');
  if ((await own.where('principal_name', '=', address).executeTakeFirst()) !== undefined) return;
  throw new OmnicrmError('E_NOT_ALLOWED', `the address ${address} did not order run ${id}`);
}
