import { activityThing, getActivity, listActivities, type Activity } from '../../crm/activity.ts';
import { OmnicrmError } from '../../errors.ts';
import { permissions } from '../../crm/permission.ts';
import type { ListQuery } from '../../crm/types.ts';
import type { Access } from '../access/access.ts';
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

/** The log of one customer, or of all; what a customer is not shown it cannot look for either. */
function askedOf(query: ListQuery, access: Access, customerId: number | undefined): ListQuery {
  const limited = limitTo(query, activityThing, customerId);
  if (access.customerId === undefined) return limited;
  const { filters, sort, search } = limited;
  const hidden = ofStaff.find(name => name === sort || name in Object(filters));
  if (hidden === undefined && (search ?? '') === '') return limited;
  throw new OmnicrmError('E_NOT_ALLOWED', `${hidden ?? 'search'}: only staff may look for that in the log`);
}

/** A customer learns what was done to the account, not who of the staff did it from where. */
function publicPart(row: Activity, { customerId, principal }: Access): object {
  if (customerId === undefined) return row;
  const isOwn = row.principal_kind === principal.kind && row.principal_id === principal.id;
  const nobody = Object.fromEntries(ofStaff.map(name => [name, null]));
  return isOwn ? row : { ...row, ...nobody, principal_name: row.principal_kind };
}
