import type { Generated } from 'kysely';

/** How a server lets subscribers in by RADIUS, and how it is told that something changed. */
export interface RadiusNasTable {
  nas_id: number;
  /** What the User-Name is: login, ip, mac, macup, macju, meaculpa (the alias). */
  user_name: string;
  /** none | pod (Disconnect) | coa | podcoa */
  service: string;
  /** 1: nothing is written for who may not use the net. */
  only_active: Generated<number>;
  /** Where it listens for Disconnect and CoA. */
  port: Generated<number>;
  /** Sealed; null for the one that Ubilling derives from the address. */
  secret: string | null;
  /** Attributes of the packets, with macros: `User-Name={USERNAME}`. */
  pod: string | null;
  coa_connect: string | null;
  coa_disconnect: string | null;
}

/** An attribute that a server's subscribers get. */
export interface RadiusAttributeTable {
  radius_attribute_id: Generated<number>;
  nas_id: number;
  /** check | reply | groupreply */
  scenario: string;
  /** all | active | inactive */
  modifier: string;
  attribute: string;
  /** FreeRADIUS's: `:=`, `=`, `+=` … */
  operator: string;
  /** The value, with macros: `{IP}`. */
  content: string;
}

/** Whether a subscriber could use the net when attributes were last written. */
export interface RadiusStateTable {
  subscriber_id: number;
  active: number;
}

/** What was counted of an accounting session already. */
export interface RadiusSessionTable {
  session_key: string;
  octets_down: number;
  octets_up: number;
  last_modified: string;
}
