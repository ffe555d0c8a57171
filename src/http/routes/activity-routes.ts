import { activityThing, getActivity, listActivities, type Activity } from '../../crm/activity.ts';
import { OmnicrmError } from '../../errors.ts';
import { objects, permissions } from '../../crm/permission.ts';
import type { ListQuery } from '../../crm/types.ts';
import type { Access } from '../access/access.ts';
import { withoutColumns } from '../access/staff-columns.ts';
import type { Route } from '../route.ts';
import { idParams, listQuery, pageOf, rowOf } from '../schemas.ts';
import { limitTo } from './limit-to.ts';

const permission = { verb: 'view', object: 'activity' } as const;
const page = { 200: pageOf(rowOf(activityThing)) };

/** Who did what; and what there is to be allowed. */
export const activityRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/crm/activity/',
    summary: 'The activity log, the newest first',
    permission,
    schema: { querystring: listQuery, response: page },
    run: async ({ db, access, query }) => {
      const found = await listActivities(db, askedOf(query, access, access.mayList('activity')));
      return { ...found, data: found.data.map(row => publicPart(row, access)) };
    },
  },
  {
    method: 'GET',
    url: '/crm/activity/customer_id/:customer_id',
    summary: 'The activity log of a customer, the newest first',
    permission,
    schema: { params: idParams('customer_id'), querystring: listQuery, response: page },
    run: async ({ db, access, query, params }) => {
      const customer_id = Number(params['customer_id']);
      await access.mayRead(db, 'activity', { customer_id });
      const found = await listActivities(db, askedOf(query, access, customer_id));
      return { ...found, data: found.data.map(row => publicPart(row, access)) };
    },
  },
  {
    method: 'GET',
    url: '/crm/activity/activity_id/:activity_id',
    summary: 'One row of the activity log',
    permission,
    schema: { params: idParams('activity_id'), response: { 200: rowOf(activityThing) } },
    run: async ({ db, access, params }) => {
      const row = await getActivity(db, params['activity_id']);
      await access.mayRead(db, 'activity', { ...row });
      return publicPart(row, access);
    },
  },
  {
    method: 'GET',
    url: '/crm/permission/',
    summary: 'Every permission there is',
    permission: { verb: 'view', object: 'role' },
    schema: {},
    run: async ({ access }) => {
      access.mayList('role');
      return { data: permissions };
    },
  },
];

/** What tells who of the staff it was, and from where. */
const ofStaff = ['principal_id', 'principal_name', 'user_id', 'address'] as const;

/** The log of one customer, or of all. A search would look through the names of the staff. */
function askedOf(query: ListQuery, { customerId: own }: Access, customerId: number | undefined): ListQuery {
  if (own !== undefined && (query.search ?? '') !== '') {
    throw new OmnicrmError('E_NOT_ALLOWED', 'search: only staff may search the log');
  }
  return limitTo(query, activityThing, customerId, own === undefined ? [] : ofStaff);
}

/** A customer learns what was done to the account, not who of the staff did it from where, nor what is hidden of its rows. */
function publicPart(row: Activity, access: Access): object {
  if (access.customerId === undefined) return row;
  const { principal } = access;
  const isOwn = row.principal_kind === principal.kind && row.principal_id === principal.id;
  const nobody = { ...Object.fromEntries(ofStaff.map(name => [name, null])), principal_name: row.principal_kind };
  const [before, after] = [row.before, row.after].map(text => visible(text, access, row.entity));
  return { ...row, ...(isOwn ? {} : nobody), before, after };
}

function visible(text: string | null, access: Access, entity: string): string | null {
  const object = objects.find(name => name === entity);
  if (text === null || object === undefined) return text;
  return JSON.stringify(withoutColumns(JSON.parse(text) as object, access.hidden(object)));
}
