import type { Generated } from 'kysely';

/** A network of subscribers. */
export interface NetworkTable {
  network_id: Generated<number>;
  cidr: string;
  first_ip: string;
  last_ip: string;
  /** dhcpstatic, dhcp82 and its kinds, pppstatic, pppdynamic, other */
  kind: string;
  /** File of its DHCP configuration. */
  config_name: string | null;
  /** Instead of the general template; empty for none. */
  dhcp_template: string | null;
  use_radius: Generated<number>;
}

/** An address of a network. */
export interface HostTable {
  host_id: Generated<number>;
  network_id: number;
  ip: string;
  mac: string | null;
  /** The text of the DHCP option. */
  option82: string | null;
  subscriber_id: number | null;
}

/** A server that lets subscribers in. */
export interface NasTable {
  nas_id: Generated<number>;
  network_id: number | null;
  nas_name: string;
  ip: string;
  kind: string;
  /** 1, 0, or null before the first look. */
  alive: number | null;
  checked_at: string | null;
}

/** A stolen device. */
export interface WantedMacTable {
  mac: string;
  notes: string | null;
  created: string;
  /** Seen; told once. */
  alerted_at: string | null;
  alerted_login: string | null;
}
