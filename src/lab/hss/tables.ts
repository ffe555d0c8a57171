import type { JsonObject } from '../simulator.ts';

export type HssRow = JsonObject;
export type TableName = 'apn' | 'auc' | 'subscriber' | 'ims_subscriber';
type ColumnType = 'int' | 'text' | 'bool' | 'time';

export interface Column {
  readonly type: ColumnType;
  readonly default?: string | number | boolean;
  readonly required?: boolean;
  readonly unique?: boolean;
  /** The table whose row this column names. */
  readonly references?: TableName;
}

export interface Table {
  readonly name: TableName;
  readonly id: string;
  readonly columns: Readonly<Record<string, Column>>;
  /** Path segment of a look-up, and the column it compares. */
  readonly lookups: Readonly<Record<string, string>>;
  /** Columns that a read leaves out. */
  readonly hidden: readonly string[];
  /** Columns whose leading "+" is dropped. */
  readonly numbers: readonly string[];
  /** Status of a look-up that finds nothing; the body is `null` either way. */
  readonly lookupMiss: 200 | 400;
}

const text: Column = { type: 'text' };
const int: Column = { type: 'int' };
const time: Column = { type: 'time' };
const required = (type: ColumnType): Column => ({ type, required: true });
const texts = (...names: readonly string[]): Record<string, Column> =>
  Object.fromEntries(names.map(name => [name, text]));
const state = (...names: readonly string[]): Record<string, Column> =>
  Object.fromEntries(
    names.flatMap(name => [
      [name, text],
      [`${name}_timestamp`, time],
      [`${name}_realm`, text],
      [`${name}_peer`, text],
    ]),
  );

const apn: Table = {
  name: 'apn',
  id: 'apn_id',
  columns: {
    apn: required('text'),
    ip_version: { type: 'int', default: 0 },
    ...texts('pgw_address', 'sgw_address'),
    charging_characteristics: { type: 'text', default: '0800' },
    apn_ambr_dl: required('int'),
    apn_ambr_ul: required('int'),
    qci: { type: 'int', default: 9 },
    arp_priority: { type: 'int', default: 4 },
    arp_preemption_capability: { type: 'bool', default: false },
    arp_preemption_vulnerability: { type: 'bool', default: true },
    charging_rule_list: text,
    nbiot: { type: 'bool', default: false },
    nidd_scef_id: text,
    nidd_scef_realm: text,
    nidd_mechanism: int,
    nidd_rds: int,
    nidd_preferred_data_mode: int,
    last_modified: time,
  },
  lookups: {},
  hidden: [],
  numbers: [],
  lookupMiss: 200,
};

const auc: Table = {
  name: 'auc',
  id: 'auc_id',
  columns: {
    ki: required('text'),
    opc: required('text'),
    amf: required('text'),
    sqn: { type: 'int', default: 0 },
    iccid: { type: 'text', unique: true },
    imsi: { type: 'text', unique: true },
    ...texts('batch_name', 'sim_vendor'),
    esim: { type: 'bool', default: false },
    ...texts('lpa', 'pin1', 'pin2', 'puk1', 'puk2', 'kid', 'psk', 'des', 'adm1', 'misc1', 'misc2', 'misc3', 'misc4'),
    algo: { type: 'text', default: '3' },
    last_modified: time,
  },
  lookups: { imsi: 'imsi', iccid: 'iccid' },
  hidden: ['opc', 'ki', 'des', 'kid', 'psk', 'adm1'],
  numbers: [],
  lookupMiss: 200,
};

const subscriber: Table = {
  name: 'subscriber',
  id: 'subscriber_id',
  columns: {
    imsi: { type: 'text', unique: true },
    enabled: { type: 'bool', default: true },
    auc_id: { type: 'int', required: true, references: 'auc' },
    default_apn: { type: 'int', required: true, references: 'apn' },
    apn_list: required('text'),
    msisdn: text,
    ue_ambr_dl: { type: 'int', default: 999_999 },
    ue_ambr_ul: { type: 'int', default: 999_999 },
    nam: { type: 'int', default: 0 },
    roaming_enabled: { type: 'bool', default: true },
    roaming_rule_list: text,
    subscribed_rau_tau_timer: { type: 'int', default: 300 },
    ...state('serving_mme', 'serving_msc', 'serving_vlr', 'serving_sgsn'),
    ...texts(
      'last_seen_eci',
      'last_seen_enodeb_id',
      'last_seen_cell_id',
      'last_seen_tac',
      'last_seen_mcc',
      'last_seen_mnc',
    ),
    last_location_update_timestamp: time,
    last_modified: time,
  },
  lookups: { imsi: 'imsi', msisdn: 'msisdn' },
  hidden: [],
  numbers: ['msisdn'],
  lookupMiss: 200,
};

const imsSubscriber: Table = {
  name: 'ims_subscriber',
  id: 'ims_subscriber_id',
  columns: {
    msisdn: { type: 'text', unique: true },
    ...texts(
      'msisdn_list',
      'imsi',
      'ifc_path',
      'pcscf',
      'pcscf_realm',
      'pcscf_active_session',
      'pcscf_peer',
      'xcap_profile',
    ),
    ...texts('sh_profile', 'sh_template_path', 'scscf', 'scscf_realm', 'scscf_peer'),
    pcscf_timestamp: time,
    scscf_timestamp: time,
    last_modified: time,
  },
  lookups: { ims_subscriber_imsi: 'imsi', ims_subscriber_msisdn: 'msisdn' },
  hidden: [],
  numbers: ['msisdn', 'msisdn_list'],
  lookupMiss: 400,
};

/** The tables of PyHSS 2.0 that provisioning touches, by the first segment of their paths. */
export const tables: Readonly<Record<TableName, Table>> = { apn, auc, subscriber, ims_subscriber: imsSubscriber };

/** Is this the first segment of a table's path? */
export function isTableName(name: string): name is TableName {
  return Object.hasOwn(tables, name);
}
