/** Which phone a line rings on. */
import type { Database } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import { deviceRow } from './devices.ts';
import { refuseDevice } from './line-extensions.ts';
import { lineRow } from './lines.ts';
import { notFound } from './refusal.ts';

/** Throws E_NOT_FOUND, and E_CONFLICT for a line that has another phone. */
export function associateDevice(db: Database, line_id: number, device_id: string): Promise<void> {
  return withTransaction(db, async tx => {
    const line = await lineRow(tx, line_id);
    await deviceRow(tx, device_id);
    if (line.pbx_device_id !== device_id) refuseDevice(line_id, line.pbx_device_id);
    await tx.updateTable('pbx_line').set({ pbx_device_id: device_id }).where('pbx_line_id', '=', line_id).execute();
  });
}

/** Throws E_NOT_FOUND. */
export function dissociateDevice(db: Database, line_id: number, device_id: string): Promise<void> {
  return withTransaction(db, async tx => {
    const line = await lineRow(tx, line_id);
    await deviceRow(tx, device_id);
    if (line.pbx_device_id !== device_id) throw notFound('LineDevice', { line_id, device_id });
    await tx.updateTable('pbx_line').set({ pbx_device_id: null }).where('pbx_line_id', '=', line_id).execute();
    await tx.updateTable('pbx_device').set({ status: 'autoprov' }).where('pbx_device_id', '=', device_id).execute();
  });
}
