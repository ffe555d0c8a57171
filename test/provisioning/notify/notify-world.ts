/** A whole operator whose failed runs are told to somebody. */
import { loadConfig } from '../../../src/config.ts';
import type { Lab, LabOptions } from '../../../src/lab/types.ts';
import type { Order, RunOutcome } from '../../../src/provisioning/index.ts';
import { queueFailure, type NotifyContext } from '../../../src/provisioning/notify/index.ts';
import type { Notification } from '../../../src/provisioning/notify/notification.ts';
import { openWorld, type World } from '../world.ts';

export interface NotifyWorld extends World {
  readonly context: NotifyContext;
  readonly env: Readonly<Record<string, string>>;
  /** Places an order and queues what there is to tell. */
  order(order?: Partial<Order>): Promise<RunOutcome>;
  rows(): Promise<Notification[]>;
}

export const FAILURE_LIST = { OMNICRM_PROVISIONING_FAILURE_LIST: 'noc@lab.test, boss@lab.test' };

export async function openNotifyWorld(
  more: Readonly<Record<string, string>> = {},
  options: LabOptions = { hss: 1 },
): Promise<NotifyWorld> {
  const world = await openWorld(options);
  const env = { OMNICRM_HOME: world.home, ...FAILURE_LIST, ...more };
  const context = { config: await loadConfig({ env, cwd: world.home }), db: world.app.db };
  return {
    ...world,
    context,
    env,
    order: async order => {
      const outcome = await world.app.placeOrder({ product: 'mobile-sim', customer: 1, pick: true, ...order });
      if (outcome.provisionId !== undefined) await queueFailure(context, outcome.provisionId);
      return outcome;
    },
    rows: async () =>
      (await world.app.db
        .selectFrom('notification')
        .selectAll()
        .orderBy('notification_id')
        .execute()) as Notification[],
  };
}

/** From now on the OCS refuses to make accounts. */
export function breakOcs(lab: Lab, message = 'SERVER_ERROR: no more room'): string {
  return lab.fault({ match: { system: 'ocs', rpc: '*.SetAccount' }, effect: { rpcError: message } });
}

/** A clock that stands so many minutes from now. */
export function later(minutes: number): () => Date {
  return () => new Date(Date.now() + minutes * 60_000);
}
