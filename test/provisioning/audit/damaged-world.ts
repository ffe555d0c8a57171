/** A world in which all is well, and ways to damage it: what a case does to systems and database is taken back after it. */
import { listInventoryOfService } from '../../../src/crm/inventory.ts';
import type { InventoryItem } from '../../../src/crm/types.ts';
import type { BackendContext } from '../../../src/provisioning/audit/ask/backend-context.ts';
import { audit, type AuditReport } from '../../../src/provisioning/audit/audit.ts';
import type { RunOutcome } from '../../../src/provisioning/index.ts';
import type { Database } from '../../../src/store/schema.ts';
import { withTransaction } from '../../../src/store/with-transaction.ts';
import { openWorld, type World } from '../world.ts';
import { contextOf } from './context-of.ts';

export const TENANT = 'cgrates.org';

export interface Sound {
  readonly world: World;
  /** A live SIM of customer 1, ordered under a key. */
  readonly mobile: RunOutcome;
  readonly sim: InventoryItem;
  readonly number: InventoryItem;
  readonly imsi: string;
  /** A live account of customer 1. */
  readonly simple: RunOutcome;
  /** Uuid of a service that was removed. */
  readonly removed: string;
  close(): Promise<void>;
}

export async function openSound(): Promise<Sound> {
  const world = await openWorld({ hss: 2 });
  const { app } = world;
  const mobile = await app.placeOrder({ product: 'mobile-sim', customer: 1, pick: true, key: 'one' });
  const simple = await app.placeOrder({ product: 'simple-service', customer: 1 });
  const { serviceId = 0, serviceUuid: removed = '' } = await app.placeOrder({ product: 'simple-service', customer: 1 });
  await app.deprovision({ service: serviceId });
  const items = await listInventoryOfService(app.db, mobile.serviceId ?? 0);
  const [sim, number] = ['SIM Card', 'Mobile Number'].map(type => items.find(item => item.inventory_type === type));
  if (sim === undefined || number === undefined) throw new Error('the order got no stock');
  world.lab.snapshot('sound');
  return { world, mobile, sim, number, imsi: String(sim['imsi']), simple, removed, close: () => world.close() };
}

export interface Damage extends Sound {
  /** A transaction that is rolled back. */
  readonly db: Database;
  rpc(method: string, params: object): Promise<unknown>;
  /** A call to an HSS node, counted from 1. */
  hss<Reply = Readonly<Record<string, number>>>(
    node: number,
    method: string,
    path: string,
    body?: object,
  ): Promise<Reply>;
  pay(path: string, form: Readonly<Record<string, string>>): Promise<{ readonly id: string }>;
  audit(graceSeconds?: number): Promise<AuditReport>;
}

class RollBack extends Error {}

/** Damages the world, looks, and mends it again. */
export async function damaged(sound: Sound, work: (at: Damage) => Promise<void>): Promise<void> {
  const context = contextOf(sound.world);
  try {
    await withTransaction(sound.world.app.db, async db => {
      await work(damageOf(sound, { ...context, db }));
      throw new RollBack();
    });
  } catch (error) {
    if (!(error instanceof RollBack)) throw error;
  } finally {
    sound.world.lab.restore('sound');
    await context.close();
  }
}

function damageOf(sound: Sound, context: BackendContext): Damage {
  const { lab } = sound.world;
  return {
    ...sound,
    db: context.db,
    rpc: async (method, params) => {
      const reply = (await (await json('POST', `${lab.ocs.url}/jsonrpc`, { method, params: [params] })).json()) as {
        readonly error: string | null;
        readonly result: unknown;
      };
      if (reply.error !== null) throw new Error(`${method}: ${reply.error}`);
      return reply.result;
    },
    hss: async (node, method, path, body) =>
      (await (await json(method, `${lab.hss[node - 1]?.url}/${path}`, body)).json()) as never,
    pay: async (path, form) => {
      const headers = { authorization: `Bearer ${lab.pay.key}` };
      const reply = await fetch(`${lab.pay.url}${path}`, { method: 'POST', headers, body: new URLSearchParams(form) });
      return (await reply.json()) as { readonly id: string };
    },
    audit: (graceSeconds = 0) => audit(context, { graceSeconds }),
  };
}

function json(method: string, url: string, body?: object): Promise<Response> {
  return fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

/** `rule key` of each finding. */
export function told(findings: AuditReport['findings']): string[] {
  return findings.map(({ finding, key }) => `${finding} ${key}`);
}
