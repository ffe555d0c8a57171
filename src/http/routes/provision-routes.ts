import { provisionThing } from '../../crm/provision-thing.ts';
import { showProvision, showProvisions } from '../../crm/shown-provision.ts';
import type { Access } from '../access/access.ts';
import type { Route } from '../route.ts';
import { idParams, listQuery } from '../schemas.ts';
import { limitTo } from './limit-to.ts';

/** Runs, as UIs list and poll them. */
export const provisionRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/crm/provision/',
    summary: 'List runs, the newest first',
    permission: { verb: 'view', object: 'provision' },
    schema: { querystring: listQuery },
    run: async ({ db, access, query, json }) => {
      const limited = limitTo(query, provisionThing, access.mayList('provision'), access.hidden('provision'));
      return json(publicPart(await showProvisions(db, limited), access));
    },
  },
  {
    method: 'GET',
    url: '/crm/provision/provision_id/:provision_id',
    summary: 'Get a run with its events',
    ways: ['bearer', 'api_key', 'address'],
    permission: { verb: 'view', object: 'provision' },
    schema: { params: idParams('provision_id') },
    run: async ({ db, access, params, json }) => {
      const { row, json: text } = await showProvision(db, params['provision_id']);
      await access.mayRead(db, 'provision', row);
      return json(publicPart(text, access));
    },
  },
];

/** What a customer is shown of a page of runs, or of one: how far it is, not how it is done and with which systems. */
function publicPart(json: string, access: Access): string {
  const hidden = access.hidden('provision');
  if (hidden.length === 0) return json;
  const shown = (name: string, value: unknown): unknown =>
    // The list of tasks has the name of what a task answered.
    hidden.includes(name) && !Array.isArray(value) ? undefined : value;
  return JSON.stringify(JSON.parse(json), shown);
}
