import { listCustomers } from '../../src/crm/customer.ts';
import { getProvisionWithEvents, listProvisions } from '../../src/crm/provision-record.ts';
import { listServices } from '../../src/crm/service.ts';
import type { ListQuery, Page } from '../../src/crm/types.ts';
import type { Database } from '../../src/store/schema.ts';

type Lists = readonly (readonly [
  name: string,
  list: (db: Database, runs: number) => Promise<Page<unknown> | object>,
])[];

const runs = (query: ListQuery) => (db: Database) => listProvisions(db, query);

/** What a UI asks of the lists. */
const lists: Lists = [
  ['a run with its events', (db, count) => getProvisionWithEvents(db, Math.floor(count / 2))],
  ['first page of runs', runs({})],
  ['middle page of runs', (db, count) => listProvisions(db, { page: Math.floor(count / 40) })],
  ['last page of runs', (db, count) => listProvisions(db, { page: Math.floor(count / 20) })],
  ['runs by date, first page', runs({ sort: 'created', order: 'desc' })],
  ['runs by date, middle page', (db, count) => listProvisions(db, { sort: 'created', page: Math.floor(count / 40) })],
  ['failed runs, first page', runs({ filters: { provisioning_status: [2] } })],
  ['runs of a customer', runs({ filters: { customer_id: [100_123] } })],
  ['search of runs: a title (a third)', runs({ search: 'Mobile' })],
  ['search of failed runs: a title', runs({ search: 'Mobile', filters: { provisioning_status: [2] } })],
  ['search of runs: a customer', runs({ search: 'Customer 00' })],
  ['search of runs: nothing', runs({ search: 'no such thing' })],
  ['search of customers: one', db => listCustomers(db, { search: 'tomer 0a1' })],
  ['search of customers: all', db => listCustomers(db, { search: 'customer' })],
  [
    'search of services: one uuid',
    (db, count) =>
      listServices(db, {
        search: `-${Math.floor(count / 4)
          .toString(16)
          .padStart(8, '0')}`,
      }),
  ],
  ['search of services: two letters', db => listServices(db, { search: 'zz' })],
];

export interface ListTime {
  readonly name: string;
  readonly firstMs: number;
  readonly againMs: number;
}

/** Each list asked cold (no total known) and again, the median of five. */
export async function listTimes(db: Database, count: number): Promise<ListTime[]> {
  const times: ListTime[] = [];
  for (const [name, list] of lists) {
    const took: number[] = [];
    for (let round = 0; round < 6; round++) {
      const began = performance.now();
      await list(db, count);
      took.push(performance.now() - began);
    }
    const [firstMs = 0, ...again] = took;
    times.push({ name, firstMs, againMs: again.toSorted((a, b) => a - b)[2] ?? 0 });
  }
  return times;
}
