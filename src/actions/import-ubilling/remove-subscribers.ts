import { sql } from 'kysely';
import type { DatabaseTransaction, Tables } from '../../store/schema.ts';

/** What an import fills, children before parents. */
const filled: readonly (keyof Tables)[] = [
  'tv_request',
  'tv_subscription',
  'tv_plan',
  'traffic_month',
  'poll_vote',
  'poll_option',
  'poll',
  'job',
  'job_order',
  'stock_reservation',
  'stock_receipt',
  'stock_item',
  'lead_activity',
  'staff_note',
  'employee',
  'campaign_filter',
  'campaign_template',
  'campaign_number',
  'fixed_term',
  'fixed_term_tariff',
  'signup_charge',
  'task',
  'camera',
  'camera_owner',
  'card',
  'guess',
  'agent_rule',
  'agent',
  'district_rule',
  'district',
  'call',
  'action_mark',
  'vlan_mac',
  'vlan_host',
  'vlan_terminator',
  'device_config',
  'device_login',
  'device_method',
  'switch_port',
  'switch',
  'switch_model',
  'host',
  'router_login',
  'radius_attribute',
  'radius_nas',
  'radius_session',
  'nas',
  'network',
  'wanted_mac',
  'monitor_task',
  'setting',
  'virtual_service',
  'radius_alias',
  'subscriber',
  'tag',
  'custom_field',
  'cash_type',
  'cable_subscriber',
  'cable_tariff',
  'tariff_window',
  'tariff_burst',
  'tariff',
];

/** Empties all that an import fills, the ledger too: the one time that its rows go away. */
export async function removeSubscribers(tx: DatabaseTransaction): Promise<void> {
  const { rows } = await sql<{ sql: string }>`
    select sql from sqlite_master where type = 'trigger' and name = 'ledger_keeps_all'`.execute(tx);
  await sql`drop trigger ledger_keeps_all`.execute(tx);
  await tx.deleteFrom('ledger').where('reverses_id', 'is not', null).execute();
  await tx.deleteFrom('ledger').execute();
  for (const { sql: text } of rows) await sql.raw(text).execute(tx);
  for (const table of filled) await tx.deleteFrom(table).execute();
}
