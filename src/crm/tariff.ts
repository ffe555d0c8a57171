import type { Database } from '../store/schema.ts';
import { createThing, deleteThing, getThing, updateThing } from './things/crud.ts';
import { findThing } from './things/find-thing.ts';
import { listThings } from './things/list-things.ts';
import type { Thing } from './things/thing.ts';
import type { Input, ListQuery, Page } from './types.ts';

/** What a subscriber pays for access, and at which speed. */
export interface Tariff {
  readonly tariff_id: number;
  readonly tariff_name: string;
  /** Taken once in each period by the action `tariffchargefee`. */
  readonly fee: number;
  readonly fee_period: 'month' | 'day';
  /** Taken on each subscriber's own day of the month by the action `pt`; null for tariffs without. */
  readonly personal_day_fee: number | null;
  readonly speed_down_kbit: number | null;
  readonly speed_up_kbit: number | null;
}

/** What a tariff has. */
export const tariffThing: Thing<Tariff> = {
  label: 'tariff',
  table: 'tariff',
  key: 'tariff_id',
  moments: [],
  search: ['tariff_name'],
  fields: {
    tariff_name: { kind: 'text', required: true, maximum: 100 },
    fee: { kind: 'money', default: 0 },
    fee_period: { kind: 'choice', choices: ['month', 'day'], default: 'month' },
    personal_day_fee: { kind: 'money', nullable: true },
    speed_down_kbit: { kind: 'integer', nullable: true, minimum: 0 },
    speed_up_kbit: { kind: 'integer', nullable: true, minimum: 0 },
  },
};

/** Throws E_INPUT, E_CONFLICT. */
export function createTariff(db: Database, input: Input): Promise<Tariff> {
  return createThing(db, tariffThing, input);
}

/** Changes the given fields; a fee that was taken stays taken. Throws E_NOT_FOUND, E_INPUT, E_CONFLICT. */
export function updateTariff(db: Database, id: unknown, changes: Input): Promise<Tariff> {
  return updateThing(db, tariffThing, id, changes);
}

/** Throws E_NOT_FOUND. */
export function getTariff(db: Database, id: unknown): Promise<Tariff> {
  return getThing(db, tariffThing, id);
}

/** The tariff with this id or name. Throws E_NOT_FOUND. */
export function findTariff(db: Database, idOrName: string | number): Promise<Tariff> {
  return findThing(db, tariffThing, 'tariff_name', idOrName);
}

/** A page of tariffs. Throws E_INPUT for an unknown column. */
export function listTariffs(db: Database, query: ListQuery = {}): Promise<Page<Tariff>> {
  return listThings(db, tariffThing, query);
}

/** Throws E_NOT_FOUND, and E_CONFLICT while somebody has it. */
export function deleteTariff(db: Database, id: unknown): Promise<Tariff> {
  return deleteThing(db, tariffThing, id);
}
