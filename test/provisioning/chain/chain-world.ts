/** A whole operator who sells bundles, and whose failed runs are told to somebody. */
import assert from 'node:assert/strict';
import { createApp } from '../../../src/app.ts';
import { loadConfig } from '../../../src/config.ts';
import { createProduct } from '../../../src/crm/product.ts';
import type { RunOutcome } from '../../../src/provisioning/index.ts';
import { openWorld, type World } from '../world.ts';

/** `simple-starter` is an account with credit and data; `boost` is credit and data for a service that is there. */
const products = [
  { product_slug: 'simple-starter', category: 'bundle', plays: ['play_simple_service', 'play_topup_no_charge'] },
  { product_slug: 'boost', category: 'addon', plays: ['play_topup_no_charge'] },
];

export interface ChainWorld extends World {
  /** What OCS and HSS held before anything was ordered. */
  readonly untouched: string;
  digest(): string;
  /** Which runs failure messages are queued for. */
  toldRuns(): Promise<number[]>;
  /** How many stock items are not for sale. */
  stockInUse(): Promise<number>;
  /** `type value` of the balances of an account. */
  balances(outcome: RunOutcome): string[];
}

export async function openChainWorld(): Promise<ChainWorld> {
  const world = await openWorld({ hss: 1 });
  const { home, lab } = world;
  const env = { OMNICRM_HOME: home, OMNICRM_PROVISIONING_FAILURE_LIST: 'noc@lab.test' };
  const app = await createApp(await loadConfig({ env, cwd: home }));
  for (const { plays, ...product } of products) {
    await createProduct(app.db, {
      ...product,
      product_name: product.product_slug,
      retail_cost: 9,
      provisioning_play: [...plays, 'play_local_data_addon'],
      provisioning_json_vars: '{"credit_units": 500, "data_gb": 1}',
    });
  }
  const digest = (): string => lab.digest(['ocs', 'hss']);
  return {
    ...world,
    app,
    untouched: digest(),
    digest,
    toldRuns: async () => {
      const rows = await app.db.selectFrom('notification').select('provision_id').execute();
      return rows.map(row => row.provision_id);
    },
    stockInUse: async () => {
      const query = app.db.selectFrom('inventory').select('inventory_id');
      const rows = await query
        .where(eb => eb.or([eb('reserved_by', 'is not', null), eb('item_state', 'in', ['Reserved', 'Assigned'])]))
        .execute();
      return rows.length;
    },
    balances: ({ serviceUuid }) => {
      const map = lab.ocs.account(serviceUuid ?? '')?.BalanceMap ?? {};
      return Object.entries(map).flatMap(([type, list]) => list.map(({ Value: value }) => `${type} ${value}`));
    },
    close: async () => {
      await app.close();
      await world.close();
    },
  };
}

/** `step status verdict` of each run of an order. */
export function stepsOf({ steps = [] }: RunOutcome): string[] {
  return steps.map(({ step, provisioning_status, verdict }) => `${step} ${provisioning_status} ${verdict ?? '-'}`);
}

/** Complete or nothing, whichever it is. */
export async function assertWhole(world: ChainWorld, outcome: RunOutcome): Promise<void> {
  if (outcome.status === 0) assert.deepEqual(world.balances(outcome).toSorted(), ['*data 1073741824', '*monetary 500']);
  else assert.deepEqual([outcome.verdict, world.digest()], ['clean', world.untouched]);
  assert.deepEqual((await world.app.audit()).findings, []);
}
