import type { Generated } from 'kysely';

/** A device at which the VLANs of a pool end. The switch with its address holds its community. */
export interface VlanTerminatorTable {
  vlan_terminator_id: Generated<number>;
  vlan_pool_id: number;
  ip: string;
}

/** Whose VLAN it is. */
export interface VlanHostTable {
  vlan_pool_id: number;
  vlan: number;
  subscriber_id: number;
}

/** Which MAC was seen in a subscriber's VLAN. Rows of one moment were seen together. */
export interface VlanMacTable {
  vlan_mac_id: Generated<number>;
  subscriber_id: number;
  vlan: number;
  mac: string;
  created: string;
}
