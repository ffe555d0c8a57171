/** Whose line it is. */
import type { Database } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import { type Body, checkFields, type Fields } from './check-fields.ts';
import { refuseDevice } from './line-extensions.ts';
import { lineRow } from './lines.ts';
import { inputError, notFound, resourceError } from './refusal.ts';
import { userRow } from './users.ts';

export interface UserLine {
  readonly user_id: number;
  readonly line_id: number;
  /** The first user of the line: its caller id is his. */
  readonly main_user: boolean;
  readonly main_line: true;
}

const fields: Fields = {
  required: ['line_id'],
  fields: {
    line_id: { type: 'whole' },
    user_id: { type: 'whole' },
    main_user: { type: 'yes-no' },
    main_line: { type: 'yes-no' },
  },
};

/** Throws E_NOT_FOUND. */
export async function listUserLines(db: Database, user: number): Promise<readonly UserLine[]> {
  await userRow(db, user);
  const rows = await db.selectFrom('pbx_user_line').selectAll().where('pbx_user_id', '=', user).execute();
  return rows.map(shown);
}

/** Throws E_NOT_FOUND, E_INPUT, and E_CONFLICT for a user who has a line. */
export function associateLine(db: Database, user_id: number, body: Body): Promise<UserLine> {
  return withTransaction(db, async tx => {
    await userRow(tx, user_id);
    checkFields(body, fields, true);
    const line_id = Number(body['line_id']);
    const line = tx.selectFrom('pbx_line').select('pbx_line_id').where('pbx_line_id', '=', line_id);
    if ((await line.executeTakeFirst()) === undefined) throw inputError("field 'line_id': Line was not found");
    const [has] = await listUserLines(tx, user_id);
    if (has !== undefined) throw resourceError('User is associated with a Line', { line_id: has.line_id, user_id });
    const others = tx.selectFrom('pbx_user_line').select('pbx_user_id').where('pbx_line_id', '=', line_id);
    const main_user = (await others.executeTakeFirst()) === undefined ? 1 : 0;
    const row = { pbx_user_id: user_id, pbx_line_id: line_id, main_user };
    await tx.insertInto('pbx_user_line').values(row).execute();
    return shown(row);
  });
}

/** Throws E_NOT_FOUND for two that are not associated, E_CONFLICT while others or a device depend on it. */
export function dissociateLine(db: Database, user_id: number, line_id: number): Promise<void> {
  return withTransaction(db, async tx => {
    await userRow(tx, user_id);
    const line = await lineRow(tx, line_id);
    const users = await tx.selectFrom('pbx_user_line').selectAll().where('pbx_line_id', '=', line_id).execute();
    const row = users.find(user => user.pbx_user_id === user_id);
    if (row === undefined) throw notFound('UserLine', { line_id, user_id });
    if (row.main_user === 1 && users.length > 1) {
      throw resourceError('There are secondary users associated to the line', { line_id });
    }
    refuseDevice(line_id, line.pbx_device_id);
    await tx.deleteFrom('pbx_user_line').where('pbx_user_id', '=', user_id).execute();
  });
}

function shown(row: {
  readonly pbx_user_id: number;
  readonly pbx_line_id: number;
  readonly main_user: number;
}): UserLine {
  return { user_id: row.pbx_user_id, line_id: row.pbx_line_id, main_user: row.main_user === 1, main_line: true };
}
