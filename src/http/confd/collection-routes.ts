import type { Body } from '../../crm/phone/check-fields.ts';
import type { RawQuery } from '../../crm/phone/list-query.ts';
import type { PhoneList } from '../../crm/phone/list-rows.ts';
import type { Database } from '../../store/schema.ts';
import { type Collection, listReply, objectReply } from './replies.ts';
import { at, type ConfdCall, type ConfdReply, type ConfdRoute, done } from './route.ts';

/** The usual five of a collection; what is left out answers 405. */
export interface CollectionOf<Id extends number | string> {
  readonly rel: Collection;
  readonly idOf: (text: string) => Id;
  readonly list: (db: Database, query: RawQuery) => Promise<PhoneList<{ readonly id: Id }>>;
  readonly get: (db: Database, id: Id) => Promise<{ readonly id: Id }>;
  readonly create?: (db: Database, body: Body) => Promise<{ readonly id: Id }>;
  readonly update?: (db: Database, id: Id, body: Body) => Promise<void>;
  readonly remove?: (db: Database, id: Id) => Promise<void>;
}

/** `GET` and `POST` of a collection, `GET`, `PUT` and `DELETE` of its objects. */
export function collectionRoutes<Id extends number | string>(of: CollectionOf<Id>): readonly ConfdRoute[] {
  const { rel, idOf, list, get, create, update, remove } = of;
  const own = ({ ids }: ConfdCall): Id => idOf(ids[0] ?? '');
  const numbered = (db: Database, id: number): Promise<{ readonly id: Id }> => get(db, idOf(String(id)));
  const many: Record<string, (call: ConfdCall) => Promise<ConfdReply>> = {
    GET: async call => listReply(call, rel, await list(call.db, call.query)),
  };
  const one: typeof many = { GET: async call => objectReply(call, rel, await get(call.db, own(call))) };
  if (create !== undefined) {
    many['POST'] = async call => {
      const creation = { object: rel, key: 'id', create: (db: Database) => create(db, call.body()) };
      // A device is known by its MAC; the table of keys holds numbers.
      if (rel === 'devices') return objectReply(call, rel, await creation.create(call.db), 201);
      return objectReply(call, rel, await call.once({ ...creation, get: numbered }), 201);
    };
  }
  if (update !== undefined) {
    one['PUT'] = async call => {
      // An object that is not there is told before a body that cannot be read.
      await get(call.db, own(call));
      await update(call.db, own(call), call.body());
      return done;
    };
  }
  if (remove !== undefined) one['DELETE'] = async call => remove(call.db, own(call)).then(() => done);
  return [at(`/${rel}`, many), at(`/${rel}/${rel === 'devices' ? ':text' : ':number'}`, one)];
}
