import type { Generated } from 'kysely';

/** Who was seen online. */
export interface OnlineTable {
  subscriber_id: number;
  seen_at: string;
  seen_by: string;
}

/** A subscriber's octets at the last look. */
export interface TrafficMarkTable {
  subscriber_id: number;
  octets: number;
  created: string;
}

/** Something to watch (Ubilling's watchdog). */
export interface MonitorTaskTable {
  monitor_task_id: Generated<number>;
  active: number;
  task_name: string;
  /** icmpping, hopeping, tcpping, udpping, httpget, snmpwalk, script, onepunch, freediskspace, getusertraff, fileexists, opentickets */
  check_type: string;
  param: string;
  operator: string;
  condition: Generated<string>;
  /** Words: log, email, telegram, sms, script, with recipients in brackets. */
  alert_action: Generated<string>;
  /** What the check found the last time. */
  last_value: Generated<string>;
}

/** Settings that Ubilling kept in its key-value storage: WATCHDOG_ALERT, ASTERISK_HOST, … */
export interface SettingTable {
  setting_name: string;
  value: string;
}
