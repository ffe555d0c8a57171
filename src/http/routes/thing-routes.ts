import type { Thing } from '../../crm/things/thing.ts';
import type { Input } from '../../crm/types.ts';
import type { Database } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import type { Row } from '../access/access.ts';
import type { Route, RouteRequest } from '../route.ts';
import { bodyOf, dataOf, idParams, listQuery, pageOf, rowOf } from '../schemas.ts';
import { withoutColumns } from '../access/staff-columns.ts';
import { createOnce } from './create-once.ts';
import { limitTo } from './limit-to.ts';
import { loggedStore } from './logged-store.ts';
import type { ThingRoutes, ThingStore } from './thing-store.ts';

/** PUT (creates, 200), list, GET, PATCH and DELETE by id, and the list of a customer where rows have one. */
export function thingRoutes(definition: ThingRoutes): readonly Route[] {
  const logged = { ...definition, store: loggedStore(definition) };
  const routes = [create(logged), list(logged), get(logged), update(logged), remove(logged)];
  return 'customer_id' in definition.thing.fields ? [...routes, listOfCustomer(logged)] : routes;
}

function create({ path, object, thing, store }: ThingRoutes): Route {
  return {
    method: 'PUT',
    url: `/crm/${path}/`,
    summary: `Make a ${thing.label}, once for one Idempotency-Key`,
    permission: { verb: 'create', object },
    schema: { body: bodyOf(thing), response: { 200: rowOf(thing) } },
    run: async request => {
      await request.access.mayCreate(request.db, object, request.body);
      const input = await prepared(store, request.body);
      const creation = {
        object,
        key: thing.key,
        get: (db: Database, id: number) => store.get(db, id),
        create: (db: Database) => store.create(db, input, request),
      };
      return show({ store, object }, await createOnce(request, creation), request);
    },
  };
}

function list({ path, object, thing, store }: ThingRoutes): Route {
  return {
    method: 'GET',
    url: `/crm/${path}/`,
    summary: `List each ${thing.label}`,
    permission: { verb: 'view', object },
    schema: { querystring: listQuery, response: { 200: pageOf(rowOf(thing)) } },
    run: async request => {
      const limit = request.access.mayList(object);
      const page = await store.list(request.db, limitTo(request.query, thing, limit, request.access.hidden(object)));
      return { ...page, data: await Promise.all(page.data.map(row => show({ store, object }, row, request))) };
    },
  };
}

function get({ path, object, thing, store }: ThingRoutes): Route {
  return {
    method: 'GET',
    url: idUrl(path, thing),
    summary: `Get a ${thing.label}`,
    permission: { verb: 'view', object },
    schema: { params: idParams(thing.key), response: { 200: rowOf(thing) } },
    run: async request => {
      const row = await store.get(request.db, request.params[thing.key]);
      await request.access.mayRead(request.db, object, { ...row });
      return show({ store, object }, row, request);
    },
  };
}

function update({ path, object, thing, store }: ThingRoutes): Route {
  return {
    method: 'PATCH',
    url: idUrl(path, thing),
    summary: `Change a ${thing.label}`,
    permission: { verb: 'update', object },
    schema: { params: idParams(thing.key), body: bodyOf(thing), response: { 200: rowOf(thing) } },
    run: async request => {
      const { access } = request;
      const changes = await prepared(store, request.body);
      const id = request.params[thing.key];
      const changed = await withTransaction(request.db, async tx => {
        const row: Row = { ...(await store.get(tx, id)) };
        await access.mayChange(tx, { object, verb: 'update', row, changes });
        return store.update(tx, id, changes, request);
      });
      return show({ store, object }, changed, request);
    },
  };
}

function remove({ path, object, thing, store }: ThingRoutes): Route {
  return {
    method: 'DELETE',
    url: idUrl(path, thing),
    summary: `Remove a ${thing.label}`,
    permission: { verb: 'delete', object },
    schema: { params: idParams(thing.key), response: { 200: rowOf(thing) } },
    run: request =>
      withTransaction(request.db, async tx => {
        const id = request.params[thing.key];
        const row: Row = { ...(await store.get(tx, id)) };
        await request.access.mayChange(tx, { object, verb: 'delete', row, changes: {} });
        return show({ store, object }, await store.remove(tx, id, request), { ...request, db: tx });
      }),
  };
}

function listOfCustomer({ path, object, thing, store }: ThingRoutes): Route {
  return {
    method: 'GET',
    url: `/crm/${path}/customer_id/:customer_id`,
    summary: `List each ${thing.label} of a customer`,
    permission: { verb: 'view', object },
    schema: { params: idParams('customer_id'), response: { 200: dataOf(rowOf(thing)) } },
    run: async request => {
      const customer_id = Number(request.params['customer_id']);
      await request.access.mayRead(request.db, object, { customer_id });
      const data = await listAll(store, request.db, customer_id);
      return { data: await Promise.all(data.map(row => show({ store, object }, row, request))) };
    },
  };
}

/** Every row of a customer: a play that frees or bills them must see them all. */
async function listAll(store: ThingStore, db: Database, customer_id: number): Promise<object[]> {
  const rows: object[] = [];
  for (let page = 1; ; page++) {
    const { data, pagination } = await store.list(db, { page, per_page: 500, filters: { customer_id } });
    rows.push(...data);
    if (page >= pagination.pages) return rows;
  }
}

async function prepared(store: ThingStore, body: Input): Promise<Input> {
  return store.prepare === undefined ? body : store.prepare(body);
}

type Shown = Pick<ThingRoutes, 'store' | 'object'>;

async function show({ store, object }: Shown, row: object, request: RouteRequest): Promise<object> {
  const shown = store.show === undefined ? row : await store.show(row, request);
  return withoutColumns(shown, request.access.hidden(object));
}

function idUrl(path: string, thing: Thing): string {
  return `/crm/${path}/${thing.key}/:${thing.key}`;
}
