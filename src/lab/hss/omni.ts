import { textOf, type Json } from '../simulator.ts';
import { HssRefusal } from './replies.ts';
import { findRow, insertRow, updateRow, type RowContext } from './rows.ts';
import { tables, type HssRow, type TableName } from './tables.ts';

/** What a subscriber gets when the call does not say: the first APN, and the usual AMF. */
const defaults: Record<'auc' | 'subscriber', HssRow> = {
  auc: { amf: '8000' },
  subscriber: { default_apn: 1, apn_list: '1' },
};

/**
 * `PUT /subscriber/{imsi}`: makes or changes the keys (`auc`) and the subscriber of an IMSI from one flat body, wholly or
 * not at all, and gives the subscriber's row. Not PyHSS: the one-call shape that the operator's plays use.
 */
export function upsertByImsi(context: RowContext, imsi: string, fields: HssRow): HssRow {
  const { state } = context;
  const before = { auc: [...state.auc], subscriber: [...state.subscriber] };
  try {
    const auc = upsert(context, 'auc', { ...columnsOf('auc', fields), imsi });
    return upsert(context, 'subscriber', { ...columnsOf('subscriber', fields), imsi, auc_id: auc['auc_id'] ?? null });
  } catch (error) {
    if (error instanceof HssRefusal) Object.assign(state, before);
    throw error;
  }
}

function upsert(context: RowContext, name: 'auc' | 'subscriber', fields: HssRow): HssRow {
  const table = tables[name];
  const row = findRow(context.state, table, 'imsi', textOf(fields['imsi']));
  return row ? updateRow(context, table, row, fields) : insertRow(context, table, { ...defaults[name], ...fields });
}

function columnsOf(name: TableName, fields: HssRow): HssRow {
  const own = Object.entries(fields).filter(([field]) => Object.hasOwn(tables[name].columns, field));
  return Object.fromEntries<Json>(own);
}
