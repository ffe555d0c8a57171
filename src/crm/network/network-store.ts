import { sealerOf } from '../../store/sealer.ts';
import type { Database } from '../../store/schema.ts';
import { createThing, deleteThing, getThing, updateThing } from '../things/crud.ts';
import { listThings } from '../things/list-things.ts';
import type { Input, ListQuery, Page } from '../types.ts';
import { networkThings, type NetworkKind, type NetworkThing } from './network-things.ts';

type Row = Readonly<Record<string, unknown>>;

const MASK = '********';

/** The functions of one kind of network thing. They throw E_INPUT, E_NOT_FOUND and E_CONFLICT as those of other things do. */
export function networkStore(kind: NetworkKind) {
  const thing: NetworkThing = networkThings[kind];
  return {
    list: async (db: Database, query: ListQuery): Promise<Page<Row>> => {
      const { data, pagination } = await listThings(db, thing, query);
      return { data: data.map(row => masked(thing, row)), pagination };
    },
    find: async (db: Database, id: unknown): Promise<Row> => masked(thing, await getThing(db, thing, id)),
    create: async (db: Database, input: Input): Promise<Row> => {
      const { rowid: _rowid, ...row } = await createThing(db, asNew(thing), sealed(db, thing, input));
      return masked(thing, row);
    },
    update: async (db: Database, id: unknown, changes: Input): Promise<Row> =>
      masked(thing, await updateThing(db, thing, id, sealed(db, thing, changes))),
    remove: async (db: Database, id: unknown): Promise<Row> => masked(thing, await deleteThing(db, thing, id)),
  };
}

/** A login belongs to one server or switch, whose id the caller gives: a field like others when it is made. */
function asNew(thing: NetworkThing): NetworkThing {
  return Object.hasOwn(thing.fields, thing.key) ? { ...thing, key: 'rowid' } : thing;
}

/** A mask that comes back leaves the secret as it is. */
function sealed(db: Database, thing: NetworkThing, input: Input): Input {
  const given = Object.entries(input).filter(([name, value]) => value !== MASK || !thing.sealed.includes(name));
  return Object.fromEntries(
    given.map(([name, value]) => {
      const isSecret = thing.sealed.includes(name) && typeof value === 'string' && value !== '';
      return [name, isSecret ? sealerOf(db).seal(value) : value];
    }),
  );
}

function masked({ sealed: names }: NetworkThing, row: Row): Row {
  const secrets = names.filter(name => row[name] !== null).map(name => [name, MASK] as const);
  return { ...row, ...Object.fromEntries(secrets) };
}
