import type { Generated } from 'kysely';

/** A time of the day at which a tariff has another speed (Ubilling's dynamic shaper). */
export interface TariffWindowTable {
  tariff_window_id: Generated<number>;
  tariff_id: number;
  /** HH:MM:SS, both ends are in it; none goes over midnight. */
  from_time: string;
  to_time: string;
  speed_down_kbit: number;
}

/** How far and how long a tariff's subscribers may go beyond their speed. */
export interface TariffBurstTable {
  tariff_id: number;
  down_kbit: number;
  up_kbit: number;
  down_seconds: number;
  up_seconds: number;
}

/** How omnicrm logs in at the API of a server that is a router. */
export interface RouterLoginTable {
  nas_id: number;
  username: string;
  /** Sealed. */
  password: string | null;
  port: Generated<number>;
}
