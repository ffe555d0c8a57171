/** The shipped plays under a real ansible-playbook, against the same lab and the CRM's listener: the same end as by omnicrm. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { getInventory } from '../../src/crm/inventory.ts';
import { listServices } from '../../src/crm/service.ts';
import type { Service } from '../../src/crm/types.ts';
import type { FaultRule } from '../../src/lab/faults/rule.ts';
import { packageRoot } from '../../src/package-root.ts';
import { ansible, withoutAnsible } from './ansible-program.ts';
import { openWorld, type World } from './world.ts';

const SIM = 1;
const NUMBER = 21;
const PRODUCTS = { play_psim_only: 1, play_topup_monetary: 3, play_local_data_addon: 5 } as const;

describe('the shipped plays by ansible-playbook', { skip: withoutAnsible }, () => {
  let world: World;
  let settings: Readonly<Record<string, unknown>>;
  before(async () => {
    world = await openWorld();
    const access_token = await world.app.tokens.issueToken({ userId: 1 });
    const crm = { base_url: await world.app.listen({ port: 0 }) };
    settings = { access_token, initiating_user: 1, crm_config: { ...world.lab.settings(), crm } };
  });
  after(() => world.close());

  const run = (play: keyof typeof PRODUCTS, vars: Readonly<Record<string, unknown>>): Promise<number> => {
    const file = join(world.home, 'vars.json');
    const order = { product_id: PRODUCTS[play], customer_id: 1, ...vars };
    writeFileSync(file, JSON.stringify({ ...settings, ...order }));
    const args = ['-e', `@${file}`, join(packageRoot(), 'plays', `${play}.yaml`)];
    const env = { ...process.env, HOME: world.home, ANSIBLE_LOCALHOST_WARNING: 'False' };
    return new Promise(resolve => {
      const child = execFile(ansible, args, { env }, () => resolve(child.exitCode ?? -1));
    });
  };
  const failing = async <T>(rule: FaultRule, work: () => Promise<T>): Promise<T> => {
    world.lab.fault(rule);
    try {
      return await work();
    } finally {
      await world.lab.clearFaults();
    }
  };
  const provision = (): Promise<number> => run('play_psim_only', { 'SIM Card': SIM, 'Mobile Number': NUMBER });
  const serviceNow = async (): Promise<Service> => {
    const { data } = await listServices(world.app.db, { filters: { service_status: 'Active' } });
    assert.equal(data.length, 1);
    return data[0] as Service;
  };

  it('provisions and removes as omnicrm does', async () => {
    const untouched = world.lab.digest(['ocs', 'hss']);
    const inventory = new Map([
      ['SIM Card', SIM],
      ['Mobile Number', NUMBER],
    ]);
    const own = await world.app.placeOrder({ product: 'mobile-sim', customer: 1, inventory });
    assert.equal(own.status, 0, own.failure?.message);
    const live = world.lab.digest(['hss']);
    await world.app.deprovision({ service: own.serviceId ?? 0 });

    assert.equal(await provision(), 0);
    assert.equal(world.lab.digest(['hss']), live);
    const { service_id, service_uuid } = await serviceNow();
    assert.ok(world.lab.ocs.account(service_uuid) !== undefined);
    assert.deepEqual((await world.app.audit()).findings, []);

    const { imsi } = await getInventory(world.app.db, SIM);
    const { msisdn } = await getInventory(world.app.db, NUMBER);
    const subscriber = { imsi, msisdn, deprovision_subscriber: true, hss_keys_added: world.lab.settings().hss };
    assert.equal(await run('play_psim_only', { action: 'deprovision', service_id, service_uuid, ...subscriber }), 0);
    assert.equal(world.lab.digest(['ocs', 'hss']), untouched);
    assert.deepEqual((await world.app.audit()).findings, []);
  });

  it('undoes a failed order', async () => {
    const untouched = world.lab.digest(['ocs', 'hss']);
    const rule = {
      match: { instance: 'hss2', method: 'PUT', path: '/ims_subscriber/' },
      effect: { status: { code: 500 } },
    };
    assert.equal(await failing(rule, provision), 2);
    assert.equal(world.lab.digest(['ocs', 'hss']), untouched);
    assert.deepEqual((await world.app.audit()).findings, []);
  });

  it('tops up, adds data, and pays back what could not be credited', async () => {
    const order = await world.app.placeOrder({ product: 'mobile-sim', customer: 1, pick: true });
    const { serviceId: service_id, serviceUuid = '' } = order;
    assert.equal(await run('play_topup_monetary', { service_id }), 0);
    assert.equal(await run('play_local_data_addon', { service_id, data_gb: 10 }), 0);
    const refused = { match: { rpc: '*.AddBalance' }, effect: { rpcError: 'SERVER_ERROR: no' } };
    assert.equal(await failing(refused, () => run('play_topup_monetary', { service_id })), 2);
    assert.equal(world.lab.pay.balance('cus_demo_1'), 2000);
    assert.deepEqual([world.lab.pay.charges.length, world.lab.pay.refunds.length], [2, 1]);
    const balances = Object.values(world.lab.ocs.account(serviceUuid)?.BalanceMap ?? {}).flat();
    assert.deepEqual(
      balances.map(balance => balance.Value),
      [2000, 10 * 1024 ** 3],
    );
  });
});
