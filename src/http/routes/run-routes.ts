import { getProvision } from '../../crm/provision-record.ts';
import type { Provision } from '../../crm/types.ts';
import { isPlayChoice } from '../../provisioning/index.ts';
import type { RunOutcome } from '../../provisioning/index.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Route, RouteRequest } from '../route.ts';
import { idParams } from '../schemas.ts';
import { recordActivity } from '../../crm/activity.ts';
import { bodyWith } from './auth-schemas.ts';
import { orderOfBody, removalOfBody } from './order-of-body.ts';

const orderBody = {
  type: 'object',
  description:
    'product_id and customer_id, an inventory_id for each type of stock, and variables of the play; or action: deprovision',
  properties: {
    product_id: { type: ['integer', 'string'] },
    customer_id: { type: ['integer', 'string'] },
    service_id: { type: ['integer', 'string', 'null'] },
    service_uuid: { type: ['string', 'null'] },
    action: { type: 'string', enum: ['provision', 'deprovision'] },
    provisioning_play: { type: 'string', maxLength: 100 },
  },
  additionalProperties: true,
};

const accepted = {
  type: 'object',
  properties: {
    provision_id: { type: ['integer', 'null'] },
    provisioning_status: { type: 'integer', enum: [0, 1, 2] },
    message: { type: 'string' },
  },
  additionalProperties: true,
};

const retryChoices = {
  play: { type: 'string', enum: ['same', 'fixed'], description: 'as it was, or as it is now; default: same' },
  from_failed: { type: 'boolean', description: 'from the task that failed on' },
};

/** Orders, removals, and what may be done with a run that waits or failed. Each answers at once; the run goes on. */
export const runRoutes: readonly Route[] = [
  {
    method: 'PUT',
    url: '/crm/provision/',
    summary: 'Order a product, or remove a service (action: deprovision); once for one Idempotency-Key',
    schema: { body: orderBody, response: { 200: accepted } },
    run: async request => started(request, await place(request)),
  },
  ofRun('resume', 'Let an interrupted or held run go on', (request, id) => request.runs().resume(id)),
  ofRun('rollback', 'Undo what an interrupted or held run did', (request, id) => request.runs().rollBack(id)),
  ofRun('cancel', 'End a run and undo it', (request, id) => request.runs().cancel(id)),
  ofRun('retry', 'Try a failed run again', retry, bodyWith({}, retryChoices)),
];

function retry(request: RouteRequest, id: number): Promise<number | RunOutcome> {
  const { play = 'same', from_failed } = request.body;
  if (!isPlayChoice(play)) throw new OmnicrmError('E_INPUT', 'play: same or fixed is wanted');
  return request.runs().retry(id, { play, fromFailed: from_failed === true });
}

function place(request: RouteRequest): Promise<number | RunOutcome> {
  const control = { initiatingUser: request.access.userId };
  if (request.body['action'] !== 'deprovision')
    return orderOfBody(request).then(order => request.runs().order(order, control));
  return removalOfBody(request).then(removal => request.runs().remove(removal, control));
}

function ofRun(
  verb: string,
  summary: string,
  act: (request: RouteRequest, id: number) => Promise<number | RunOutcome>,
  body?: object,
): Route {
  return {
    method: 'POST',
    url: `/crm/provision/provision_id/:provision_id/${verb}`,
    summary,
    permission: { verb: 'update', object: 'provision' },
    schema: {
      params: idParams('provision_id'),
      ...(body === undefined ? {} : { body }),
      response: { 200: accepted },
    },
    run: async request => {
      const { db, access, params } = request;
      const run = await getProvision(db, params['provision_id']);
      await access.mayChange(db, { object: 'provision', verb: 'update', row: { ...run }, changes: {} });
      return started(request, await act(request, run.provision_id), verb);
    },
  };
}

/** The answer, after a line in the activity log. */
export async function started(request: RouteRequest, what: number | RunOutcome, action = 'provision'): Promise<object> {
  if (typeof what !== 'number') return ended(what);
  const run = await getProvision(request.db, what);
  const entityId = String(what);
  await recordActivity(request.db, request.actor, {
    action,
    entity: 'provision',
    entityId,
    customerId: run.customer_id,
  });
  return { provision_id: what, provisioning_status: 1, message: messageOf(run) };
}

/** There was nothing to run, or it has ended already. */
export function ended({ provisionId, status, serviceId, verdict, repeated, held, failure }: RunOutcome): object {
  const words = {
    0: repeated ? 'Done before' : 'Done',
    1: held === undefined ? 'Running already' : `Held: ${held}`,
    2: 'Failed',
  };
  return {
    provision_id: provisionId ?? null,
    provisioning_status: status,
    message: failure === undefined ? words[status] : `${words[status]}: ${failure.message}`,
    service_id: serviceId ?? null,
    verdict: verdict ?? null,
  };
}

function messageOf({ action }: Provision): string {
  return action === 'deprovision' ? 'Removal started' : 'Provisioning started';
}
