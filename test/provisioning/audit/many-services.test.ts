/** An audit of two thousand services reads in pages and keeps little. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { audit } from '../../../src/provisioning/audit/audit.ts';
import { openWorld, type World } from '../world.ts';
import { contextOf } from './context-of.ts';
import { told } from './damaged-world.ts';

const COUNT = 2000;
const TIME = '2026-01-01T00:00:00.000Z';
const numbers = Array.from({ length: COUNT }, (_, index) => index + 1);
const imsiOf = (n: number): string => String(1_010_100_000_000 + n).padStart(15, '0');

let world: World;
before(async () => {
  world = await openWorld({ hss: 2 });
  for (let first = 0; first < COUNT; first += 500) await addServices(numbers.slice(first, first + 500));
  world.lab.seed({ accounts: numbers.map(n => `Service_${n}`) });
  addSubscribers(0);
  addSubscribers(1);
});
after(() => world.close());

async function addServices(part: readonly number[]): Promise<void> {
  const own = { customer_id: 1, created: TIME, last_modified: TIME };
  const service = { product_id: 1, service_status: 'Active', retail_cost_minor: 0, wholesale_cost_minor: 0 };
  const rest = { auto_renew: 'false', custom_fields: '{}', service_name: 'Mobile' };
  const services = part.map(n => ({ ...own, ...service, ...rest, service_id: n, service_uuid: `Service_${n}` }));
  await world.app.db.insertInto('service').values(services).execute();
  const items = part.flatMap(n => [
    {
      ...own,
      service_id: n,
      item_state: 'Assigned',
      inventory_type: 'SIM Card',
      fields: JSON.stringify({ imsi: imsiOf(n) }),
    },
    {
      ...own,
      service_id: n,
      item_state: 'Assigned',
      inventory_type: 'Mobile Number',
      fields: JSON.stringify({ msisdn: `77${n}` }),
    },
  ]);
  await world.app.db.insertInto('inventory').values(items).execute();
}

/** Straight into the simulator's tables: four thousand calls would be the test of something else. */
function addSubscribers(node: number): void {
  const hss = world.lab.hss[node];
  const rows = hss?.rows('subscriber') as Record<string, unknown>[];
  const keys = hss?.rows('auc') as Record<string, unknown>[];
  for (const n of numbers) {
    keys.push({ auc_id: n, imsi: imsiOf(n) });
    const bits = { ue_ambr_dl: 1, ue_ambr_ul: 1 };
    rows.push({
      subscriber_id: n,
      imsi: imsiOf(n),
      msisdn: `77${n}`,
      enabled: true,
      auc_id: n,
      default_apn: 1,
      apn_list: '1',
      ...bits,
    });
  }
}

it('finds the one thing that is wrong among two thousand services', async () => {
  const context = contextOf(world);
  const rows = world.lab.hss[1]?.rows('subscriber') as unknown[] | undefined;
  rows?.splice(1234, 1);
  world.lab.journal.clear();
  const report = await audit(context);
  await context.close();
  assert.deepEqual(told(report.findings), [`HSS-2 ${imsiOf(1235)}`]);
  assert.deepEqual(report.counts, { services: COUNT, accounts: COUNT, subscribers: 2 * COUNT - 1 });
  const pages = world.lab.journal.entries().filter(entry => entry.path.startsWith('/subscriber/list'));
  assert.ok(pages.length >= 20, 'subscribers come in pages');
});
