import type { Generated } from 'kysely';

/** A kind of switch. */
export interface SwitchModelTable {
  switch_model_id: Generated<number>;
  model_name: string;
  ports: number | null;
  /** Name of the file that says what to ask it. */
  snmp_template: string | null;
}

/** A switch. */
export interface SwitchTable {
  switch_id: Generated<number>;
  switch_model_id: number | null;
  parent_id: number | null;
  ip: string | null;
  mac: string | null;
  location: string | null;
  /** Holds the operator's words: SWPOLL (poll it), NP (do not ping it), OLT. */
  description: Generated<string>;
  /** lat,lon */
  geo: string | null;
  /** Sealed, as is the next. */
  snmp_read: string | null;
  snmp_write: string | null;
  /** 1, 0, or null before the first look (swping). */
  alive: number | null;
  /** Since when it is dead; null while alive. */
  dead_since: string | null;
  checked_at: string | null;
  /** The same from fastping. */
  fast_alive: number | null;
  fast_checked_at: string | null;
}

/** A time during which a switch was dead. */
export interface SwitchOutageTable {
  switch_outage_id: Generated<number>;
  switch_id: number;
  started: string;
  /** Null while it is. */
  ended: string | null;
}

/** Where a subscriber is plugged in. */
export interface SwitchPortTable {
  subscriber_id: number;
  switch_id: number;
  port: string;
}

/** What a switch last answered for an OID. */
export interface PollResultTable {
  switch_id: number;
  oid: string;
  /** A line for each value, as snmpwalk prints them. */
  raw: string;
  created: string;
}

/** Where a MAC was last seen. */
export interface FdbTable {
  switch_id: number;
  mac: string;
  port: string;
  vlan: number | null;
  port_description: string | null;
  created: string;
}

/** Where MACs were seen at a time. */
export interface FdbArchiveTable {
  fdb_archive_id: Generated<number>;
  archived_at: string;
  switch_id: number;
  mac: string;
  port: string;
  vlan: number | null;
  port_description: string | null;
}

/** The signal of an ONU or of a wireless client at a moment. */
export interface SignalTable {
  switch_id: number;
  mac: string;
  created: string;
  /** What the device hears of the client; null while it is offline. */
  rx_dbm: number | null;
  /** What the client hears. */
  tx_dbm: number | null;
  /** Metres. */
  distance: number | null;
}
