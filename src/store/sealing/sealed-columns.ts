/** Every place of the database that holds sealed text: `key rotate`, `key show`, backup and restore look at these. */

export interface SealedColumn {
  readonly table: string;
  /** The columns of the table's primary key. */
  readonly key: readonly string[];
  readonly column: string;
  /** What is sealed of it, by name of a form in `sealed-forms.ts`. */
  readonly form: 'text' | 'members' | 'digest';
  /** Other columns that the form looks at. */
  readonly beside?: readonly string[];
}

export const sealedColumns: readonly SealedColumn[] = [
  { table: 'inventory', key: ['inventory_id'], column: 'fields', form: 'members', beside: ['inventory_type'] },
  { table: 'inventory_unique', key: ['inventory_type', 'field', 'value'], column: 'value', form: 'digest' },
  { table: 'service', key: ['service_id'], column: 'removal_facts', form: 'text' },
  { table: 'crm_user', key: ['user_id'], column: 'totp_secret', form: 'text' },
  { table: 'subscriber_profile', key: ['subscriber_id'], column: 'password', form: 'text' },
  { table: 'switch', key: ['switch_id'], column: 'snmp_read', form: 'text' },
  { table: 'switch', key: ['switch_id'], column: 'snmp_write', form: 'text' },
  { table: 'device_login', key: ['switch_id'], column: 'password', form: 'text' },
  { table: 'device_login', key: ['switch_id'], column: 'enable_password', form: 'text' },
  { table: 'device_login', key: ['switch_id'], column: 'custom', form: 'text' },
  { table: 'device_config', key: ['device_config_id'], column: 'config', form: 'text' },
  { table: 'radius_nas', key: ['nas_id'], column: 'secret', form: 'text' },
  { table: 'router_login', key: ['nas_id'], column: 'password', form: 'text' },
  { table: 'pbx_user', key: ['pbx_user_id'], column: 'password', form: 'text' },
  { table: 'pbx_line', key: ['pbx_line_id'], column: 'secret', form: 'text' },
  { table: 'provision', key: ['provision_id'], column: 'sealed_inputs', form: 'text' },
  { table: 'provision_journal', key: ['provision_id', 'entry_number'], column: 'sealed_call', form: 'text' },
  { table: 'provision_journal', key: ['provision_id', 'entry_number'], column: 'sealed_result', form: 'text' },
];
