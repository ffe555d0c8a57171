/** The play of internet access under a real ansible-playbook, against the CRM's listener: the same end as by omnicrm. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { getInventory } from '../../src/crm/inventory.ts';
import { findProduct } from '../../src/crm/product.ts';
import { getService } from '../../src/crm/service.ts';
import { listSubscribers } from '../../src/crm/subscriber.ts';
import { packageRoot } from '../../src/package-root.ts';
import { ansible, withoutAnsible } from './ansible-program.ts';
import { openWorld, type World } from './world.ts';

describe('internet access by ansible-playbook', { skip: withoutAnsible }, () => {
  let world: World;
  let address: number;
  let base_url: string;
  before(async () => {
    world = await openWorld({});
    base_url = await world.app.listen({ port: 0 });
    const stock = world.app.db
      .selectFrom('inventory')
      .select('inventory_id')
      .where('inventory_type', '=', 'IP Address');
    address = (await stock.executeTakeFirstOrThrow()).inventory_id;
  });
  after(() => world.close());

  const run = async (vars: object): Promise<number> => {
    const file = join(world.home, 'vars.json');
    const { product_id } = await findProduct(world.app.db, 'internet-home');
    const access_token = await world.app.tokens.issueToken({ userId: 1 });
    const crm_config = { crm: { base_url } };
    writeFileSync(file, JSON.stringify({ access_token, crm_config, product_id, customer_id: 1, ...vars }));
    const args = ['-e', `@${file}`, join(packageRoot(), 'plays/play_internet.yaml')];
    const env = { ...process.env, HOME: world.home, ANSIBLE_LOCALHOST_WARNING: 'False' };
    return new Promise(resolve => {
      const child = execFile(ansible, args, { env }, () => resolve(child.exitCode ?? -1));
    });
  };

  it('provisions and removes, and undoes what failed', async () => {
    const { db } = world.app;
    assert.equal(await run({ tariff: 'Home 100', 'IP Address': address }), 0);
    const [made] = (await listSubscribers(db)).data;
    assert.deepEqual([made?.tariff, made?.ip, made?.customer_id], ['Home 100', '203.0.113.11', 1]);
    const service_id = made?.service_id ?? 0;
    assert.equal((await getInventory(db, address)).service_id, service_id);

    assert.equal(await run({ action: 'deprovision', service_id }), 0);
    assert.deepEqual((await listSubscribers(db)).data, []);
    assert.equal((await getService(db, service_id)).service_status, 'Inactive');
    assert.equal((await getInventory(db, address)).service_id, null);

    assert.equal(await run({ tariff: 'Home 10', 'IP Address': address }), 2);
    assert.deepEqual((await listSubscribers(db)).data, []);
    assert.equal((await getService(db, service_id + 1)).service_status, 'Inactive');
  });
});
