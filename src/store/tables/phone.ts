import type { Generated } from 'kysely';

/** The one row that names this phone system. */
export interface PbxServerTable {
  pbx_server_id: number;
  uuid: string;
}

/** A part of the dial plan. */
export interface PbxContextTable {
  context_name: string;
  /** internal | incall | outcall | services | others */
  context_type: string;
}

/** Numbers that a context takes. */
export interface PbxRangeTable {
  pbx_range_id: Generated<number>;
  context_name: string;
  first_number: string;
  /** Null: the range is one number. */
  last_number: string | null;
  /** Of the bounds only so many last digits count; 0: all. */
  did_length: Generated<number>;
}

/** A person with a phone. */
export interface PbxUserTable {
  pbx_user_id: Generated<number>;
  firstname: string;
  lastname: string;
  /** In quotes. */
  caller_id: string;
  outgoing_caller_id: string;
  username: string;
  /** Sealed. */
  password: string | null;
  music_on_hold: string;
  mobile_phone_number: string | null;
  userfield: string;
  timezone: string | null;
  language: string | null;
  description: string;
  preprocess_subroutine: string | null;
  /** What a search looks through, in lower case: SQLite itself folds ASCII only. */
  searched: string;
}

/** A SIP account. Its caller id follows from its user and extension. */
export interface PbxLineTable {
  pbx_line_id: Generated<number>;
  context: string;
  /** Number of the line on its phone, from 1. */
  device_slot: number;
  username: string;
  /** SIP password, sealed. */
  secret: string;
  /** Dialled on a phone to make it this line's: six digits. */
  provisioning_extension: string;
  pbx_device_id: string | null;
}

/** A number to dial. */
export interface PbxExtensionTable {
  pbx_extension_id: Generated<number>;
  exten: string;
  context: string;
  /** 1: switched off. */
  commented: Generated<number>;
}

/** A phone. */
export interface PbxDeviceTable {
  pbx_device_id: string;
  ip: string | null;
  /** Lower case. */
  mac: string | null;
  sn: string | null;
  plugin: string | null;
  vendor: string | null;
  model: string | null;
  version: string | null;
  description: string | null;
  template_id: string | null;
  /** The text of a JSON object. */
  options: string | null;
  /** not_configured | autoprov; one with a line is configured. */
  status: Generated<string>;
  searched: string;
}

/** Whose line it is: one line a user, several users a line. */
export interface PbxUserLineTable {
  pbx_user_id: number;
  pbx_line_id: number;
  /** 1 for the first user of a line. */
  main_user: number;
}

/** What is dialled to reach a line; an incall keeps its line also without a user. */
export interface PbxLineExtensionTable {
  pbx_line_extension_id: Generated<number>;
  pbx_line_id: number;
  pbx_extension_id: number;
  /** internal | incall */
  kind: string;
}
