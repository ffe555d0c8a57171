import { createApiKey } from '../../../src/crm/api-key.ts';
import { recordActivity } from '../../../src/crm/activity.ts';
import { createInvoice } from '../../../src/crm/invoice.ts';
import { createRole } from '../../../src/crm/role.ts';
import { createService } from '../../../src/crm/service.ts';
import { createSite } from '../../../src/crm/site.ts';
import { createSubscriber } from '../../../src/crm/subscriber.ts';
import { createTariff } from '../../../src/crm/tariff.ts';
import { createTransaction } from '../../../src/crm/transaction.ts';
import { updateInventory } from '../../../src/crm/inventory.ts';
import { finishProvision } from '../../../src/crm/provision-record.ts';
import { createUser } from '../../../src/crm/user.ts';
import type { Database } from '../../../src/store/schema.ts';
import { startedRun } from '../../crm/demo-database.ts';
import type { TestServer } from '../test-server.ts';

/** The headers each caller of the matrix sends. */
export type CallerName =
  | 'nobody'
  | 'wrongToken'
  | 'expiredToken'
  | 'wrongKey'
  | 'keyOutOfScope'
  | 'keyFromElsewhere'
  | 'expiredKey'
  | 'otherCustomer'
  | 'withoutPermission'
  | 'run';

export type Callers = Readonly<Record<CallerName | 'admin' | 'adminKey', Readonly<Record<string, string>>>>;

const everything = { roles: ['Admin'], permissions: [], routes: [], actions: [], addresses: [] };

/** Row 1 of every thing is customer 1's; the callers are not, but for the admin. */
export async function makeCallers({ db, tokens }: TestServer): Promise<Callers> {
  await makeRows(db);
  await createRole(db, { role_name: 'Nothing', permissions: [] });
  const bearer = async (userId: number, lifetimeSeconds?: number) => ({
    authorization: `Bearer ${await tokens.issueToken({ userId, lifetimeSeconds })}`,
  });
  const userWith = async (name: string, customer_id: number | null, role: string) =>
    (await createUser(db, { email: `${name}@example.net`, user_name: name, customer_id, roles: [role] })).user_id;
  const key = async (key_name: string, scope: object, fields: object = {}) => ({
    'x-api-key': (await createApiKey(db, { key_name, ...fields }, { ...everything, ...scope })).key,
  });
  const provisionId = await startedRun(db, null, 2);
  const run = { userId: 1, provisionId, customerId: 2, inventoryIds: [], serviceId: null };
  return {
    nobody: {},
    wrongToken: { authorization: 'Bearer a.b.c' },
    expiredToken: await bearer(1, -10),
    wrongKey: { 'x-api-key': `ocrm_${'0'.repeat(12)}_${'A'.repeat(43)}` },
    keyOutOfScope: await key('scope', { routes: ['GET /elsewhere/*'] }),
    keyFromElsewhere: await key('elsewhere', { addresses: ['10.9.9.9', '2001:db8::/32'] }),
    expiredKey: await key('expired', {}, { expires: '2020-01-01' }),
    otherCustomer: await bearer(await userWith('other', 2, 'Customer Admin')),
    withoutPermission: await bearer(await userWith('nothing', null, 'Nothing')),
    run: { authorization: `Bearer ${await tokens.issueToken({ userId: 1, run })}` },
    admin: await bearer(1),
    adminKey: await key('admin', { addresses: ['127.0.0.0/8'], routes: ['* /crm/*'] }),
  };
}

const invoicing = { currency: 'USD', dueDays: 14 };

async function makeRows(db: Database): Promise<void> {
  await createSite(db, { customer_id: 1, site_name: 'x' });
  const service = { customer_id: 1, product_id: 1, service_name: 'x', service_uuid: 'live' };
  const { service_id } = await createService(db, service);
  await createTariff(db, { tariff_name: 'live' });
  await createSubscriber(db, { login: 'live', service_id });
  await updateInventory(db, 1, { customer_id: 1, service_id, item_state: 'Assigned' });
  await createTransaction(db, { customer_id: 1, title: 'x', retail_cost: 1 });
  await createInvoice(db, { customer_id: 1, start_date: '2020-01-01', end_date: '2099-12-31' }, invoicing);
  await startedRun(db, null, 1);
  await finishProvision(db, await startedRun(db, null, 1), { provisioning_status: 0 });
  const principal = { kind: 'user', id: 1, name: 'admin' } as const;
  const deed = { action: 'update', entity: 'customer', entityId: 1, customerId: 1 };
  await recordActivity(db, { principal, userId: 1, address: null }, deed);
  await makePayment(db);
}

async function makePayment(db: Database): Promise<void> {
  const now = new Date().toISOString();
  const row = { customer_id: 1, service_id: null, provision_id: null, payment_status: 'succeeded', amount_minor: 100 };
  const more = { refunded_minor: 0, currency: 'usd', description: 'x', idempotency_key: 'x', gateway_token: 'pm_ok' };
  const dates = { created: now, last_modified: now };
  await db
    .insertInto('payment')
    .values({ ...row, ...more, ...dates, payment_intent: 'pi_1', decline_code: null })
    .execute();
}
