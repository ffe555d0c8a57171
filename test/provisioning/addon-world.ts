/** A world with one live SIM of customer 1, and what addons change of it: balances, money, transactions, messages. */
import assert from 'node:assert/strict';
import { createPaymentMethod, listPaymentMethods, updatePaymentMethod } from '../../src/crm/payment-method.ts';
import { getProvisionWithEvents } from '../../src/crm/provision-record.ts';
import { listTransactions } from '../../src/crm/transaction.ts';
import type { RunOutcome } from '../../src/provisioning/index.ts';
import type { Value } from '../../src/template/index.ts';
import { openWorld, type World } from './world.ts';

export interface Holdings {
  /** `type value` of each balance of the service's account. */
  readonly balances: readonly string[];
  /** Charges minus refunds, in minor units. */
  readonly paid: number;
  readonly booked: number;
  readonly messages: number;
}

export interface AddonWorld extends World {
  readonly serviceId: number;
  readonly serviceUuid: string;
  order(product: string, vars?: Readonly<Record<string, Value>>, key?: string): Promise<RunOutcome>;
  holdings(): Promise<Holdings>;
  useCard(token: string): Promise<void>;
  /** Names of a run's tasks with their status numbers other than 0. */
  failures(run: RunOutcome): Promise<readonly string[]>;
}

export async function openAddonWorld(settings: object = {}): Promise<AddonWorld> {
  const world = await openWorld({ hss: 1 }, settings);
  const { serviceId = 0, serviceUuid = '' } = await world.app.placeOrder({
    product: 'mobile-sim',
    customer: 1,
    pick: true,
  });
  return {
    ...world,
    serviceId,
    serviceUuid,
    order: (product, vars = {}, key) => {
      const all = new Map<string, Value>(Object.entries({ service_id: serviceId, ...vars }));
      return world.app.placeOrder({ product, customer: 1, vars: all, key });
    },
    holdings: () => holdingsOf(world, serviceId, serviceUuid),
    useCard: token => useCard(world, token),
    failures: run => failuresOf(world, run),
  };
}

async function holdingsOf({ app, lab }: World, serviceId: number, serviceUuid: string): Promise<Holdings> {
  const account = lab.ocs.account(serviceUuid);
  assert.ok(account !== undefined, 'the account of the service is gone');
  const balances = Object.entries(account.BalanceMap ?? {}).flatMap(([type, list]) =>
    list.map(({ Value: value }) => `${type} ${value}`),
  );
  const { data } = await listTransactions(app.db, { filters: { service_id: serviceId }, per_page: 500 });
  return {
    balances: balances.toSorted(),
    paid: lab.pay.balance('cus_demo_1'),
    booked: data.reduce((sum, row) => sum + row.retail_cost * 100, 0),
    messages: lab.sms.sent.length,
  };
}

async function useCard({ app }: World, gateway_token: string): Promise<void> {
  const { data } = await listPaymentMethods(app.db, { filters: { customer_id: 1 } });
  const card = data[0];
  if (card === undefined) await createPaymentMethod(app.db, { customer_id: 1, gateway_token, is_default: true });
  else await updatePaymentMethod(app.db, card.payment_method_id, { gateway_token });
}

async function failuresOf({ app }: World, run: RunOutcome): Promise<readonly string[]> {
  const { provisioning_result_json: events } = await getProvisionWithEvents(app.db, run.provisionId ?? 0);
  return events
    .filter(event => event.provisioning_status !== 0)
    .map(event => `${event.provisioning_status} ${event.event_name}`);
}
