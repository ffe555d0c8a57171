/** Phone users by the shipped plays: at the lab's phone system, at our own, and as part of a bundle. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createApp, type App } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { loadDemo } from '../../src/crm/load-demo.ts';
import { getService } from '../../src/crm/service.ts';
import { temporaryFolder } from '../store/temporary-database.ts';
import { openWorld, type World } from './world.ts';

interface Phone {
  readonly user_id: number;
  readonly line_id: number;
  readonly extension_id: number;
  readonly incall_id: number;
  readonly exten: string;
  readonly did: string;
  readonly provisioning_extension: string;
}

async function phoneOf(app: App, service: number | null | undefined): Promise<Phone> {
  const { custom_fields } = await getService(app.db, service);
  return (JSON.parse(custom_fields) as { pbx: Phone }).pbx;
}

const userOrder = { product: 'pbx-user', customer: 1, pick: true };

describe('play_pbx_user', () => {
  let world: World;
  let untouched: string;
  before(async () => {
    world = await openWorld();
    untouched = world.lab.digest();
  });
  after(() => world.close());

  const remove = async (service: number | null | undefined): Promise<void> => {
    const removed = await world.app.deprovision({ service: service ?? 0 });
    assert.equal(removed.status, 0, removed.failure?.message);
  };

  /** An order that names the first number of the stock. */
  const orderOfFirst = async () => {
    const item = await world.app.db
      .selectFrom('inventory')
      .select('inventory_id')
      .where('inventory_type', '=', 'SIP Extension')
      .orderBy('inventory_id')
      .executeTakeFirstOrThrow();
    return { ...userOrder, inventory: new Map([['SIP Extension', item.inventory_id]]) };
  };

  it('makes user, line and numbers, keeps their ids, and removes them', async () => {
    const { status, serviceId, failure } = await world.app.placeOrder(userOrder);
    assert.equal(status, 0, failure?.message);
    const { users, lines, extensions, userLines, lineExtensions } = world.lab.pbx.state;
    assert.deepEqual([users.length, lines.length, extensions.length], [1, 1, 2]);
    assert.deepEqual([userLines.length, lineExtensions.length], [1, 2]);
    const phone = await phoneOf(world.app, serviceId);
    const told = [phone.user_id, phone.line_id, phone.extension_id, phone.incall_id, phone.provisioning_extension];
    const ids = [users[0]?.id, lines[0]?.id, extensions[0]?.id, extensions[1]?.id, lines[0]?.provisioning_extension];
    assert.deepEqual(told, ids);
    assert.deepEqual((await world.app.audit()).findings, []);
    const rows = await world.app.db.selectFrom('provision_event').selectAll().execute();
    assert.ok(!JSON.stringify(rows).includes(lines[0]?.secret ?? '-'), 'the SIP secret is in no event');
    await remove(serviceId);
    assert.equal(world.lab.digest(), untouched);
  });

  it('suspends, restores and gives another number', async () => {
    const { serviceId } = await world.app.placeOrder(userOrder);
    const addon = async (product: string): Promise<void> => {
      const vars = new Map([['service_id', serviceId ?? 0]]);
      const { status, failure } = await world.app.placeOrder({ product, customer: 1, pick: true, vars });
      assert.equal(status, 0, `${product}: ${failure?.message}`);
    };
    const switched = (): unknown[] => world.lab.pbx.state.extensions.map(({ commented }) => commented);
    await addon('pbx-suspend');
    assert.deepEqual(
      [switched(), (await getService(world.app.db, serviceId)).service_status],
      [[true, true], 'Suspended'],
    );
    await addon('pbx-restore');
    assert.deepEqual(
      [switched(), (await getService(world.app.db, serviceId)).service_status],
      [[false, false], 'Active'],
    );
    const { exten } = await phoneOf(world.app, serviceId);
    await addon('pbx-change-number');
    const phone = await phoneOf(world.app, serviceId);
    assert.notEqual(phone.exten, exten);
    assert.equal(world.lab.pbx.state.extensions[0]?.exten, phone.exten);
    assert.equal((await getService(world.app.db, serviceId)).service_name, `Phone User - ${phone.exten}`);
    assert.deepEqual((await world.app.audit()).findings, []);
    await remove(serviceId);
    assert.equal(world.lab.digest(), untouched);
  });

  it('does without a direct number', async () => {
    const products = world.app.db.updateTable('product').where('product_slug', '=', 'pbx-user');
    await products.set({ inventory_items_list: "['SIP Extension']" }).execute();
    const { serviceId } = await world.app.placeOrder(userOrder);
    for (const product of ['pbx-suspend', 'pbx-restore', 'pbx-change-number']) {
      const vars = new Map([['service_id', serviceId ?? 0]]);
      const { status, failure } = await world.app.placeOrder({ product, customer: 1, pick: true, vars });
      assert.equal(status, 0, `${product}: ${failure?.message}`);
    }
    await remove(serviceId);
    assert.equal(world.lab.digest(), untouched);
    await products.set({ inventory_items_list: "['SIP Extension', 'DID']" }).execute();
  });

  it('takes eight users at once, and one of two with the same number', async () => {
    const orders = await Promise.all(Array.from({ length: 8 }, () => world.app.placeOrder(userOrder)));
    assert.deepEqual(
      orders.map(({ status, failure }) => failure?.message ?? status),
      Array.from({ length: 8 }, () => 0),
    );
    assert.equal(world.lab.pbx.state.userLines.length, 8);
    for (const { serviceId } of orders) await remove(serviceId);
    assert.equal(world.lab.digest(), untouched);
    const same = await orderOfFirst();
    const both = await Promise.allSettled([world.app.placeOrder(same), world.app.placeOrder(same)]);
    const done = both.flatMap(end => (end.status === 'fulfilled' && end.value.status === 0 ? [end.value] : []));
    assert.equal(done.length, 1);
    assert.equal(world.lab.pbx.state.users.length, 1);
    await remove(done[0]?.serviceId ?? 0);
    assert.equal(world.lab.digest(), untouched);
  });

  it('never takes a number from another line', async () => {
    const { state } = world.lab.pbx;
    const line = { id: 1000, context: 'default', device_slot: 1, username: 'theirs', secret: 'x', device_id: null };
    state.lines.push({ ...line, provisioning_extension: '111111' });
    state.extensions.push({ id: 1500, exten: '1100', context: 'default', commented: false });
    state.lineExtensions.push({ id: 1700, line_id: 1000, extension_id: 1500, kind: 'internal' });
    const theirs = world.lab.digest();
    const { status, verdict, failure } = await world.app.placeOrder(await orderOfFirst());
    assert.deepEqual([status, verdict], [2, 'clean']);
    assert.match(failure?.message ?? '', /1100@default is the number of line 1000 already/);
    assert.equal(world.lab.digest(), theirs);
    const { findings } = await world.app.audit({ systems: ['pbx'] });
    assert.deepEqual(
      findings.map(({ finding, key }) => [finding, key]),
      [['PBX-3', '1100@default']],
    );
    world.lab.pbx.state.lines = [];
    world.lab.pbx.state.extensions = [];
    world.lab.pbx.state.lineExtensions = [];
  });

  it('comes with a SIM in one order, and goes with it', async () => {
    const asBefore = world.lab.digest(['pbx', 'ocs', 'hss']);
    const { status, serviceId, failure } = await world.app.placeOrder({
      product: 'mobile-and-desk',
      customer: 1,
      pick: true,
    });
    assert.equal(status, 0, failure?.message);
    assert.equal(world.lab.pbx.state.users.length, 1);
    assert.ok((await phoneOf(world.app, serviceId)).line_id > 0);
    assert.deepEqual((await world.app.audit()).findings, []);
    await remove(serviceId);
    assert.equal(world.lab.digest(['pbx', 'ocs', 'hss']), asBefore);
  });

  // It is there, and whose it is nobody knows: the stock is held until somebody has looked.
  it('leaves a number alone that another was quicker to make', async () => {
    const { state } = world.lab.pbx;
    const body = ['Unexpected error: Could not create Extension: duplicate key'];
    for (const [nth, context] of [
      [1, 'default'],
      [2, 'from-extern'],
    ] as const) {
      const match = { method: 'POST', path: '/1.1/extensions' };
      const rule = world.lab.fault({ match, when: { nth }, effect: { status: { code: 500, body }, commit: true } });
      const { status, verdict } = await world.app.placeOrder(userOrder);
      await world.lab.clearFaults(rule);
      assert.deepEqual([status, verdict, state.users.length, state.lines.length], [2, 'dirty', 0, 0]);
      assert.deepEqual(
        state.extensions.map(number => number.context),
        [context],
      );
      state.extensions = [];
    }
  });
});

describe('our own phone system at /1.1', () => {
  it('takes the same plays, and the audit knows what is missing there', async t => {
    const home = temporaryFolder(t);
    const pbx = { base_url: 'http://localhost:5000/1.1', username: 'plays', password: 'a password' };
    writeFileSync(join(home, 'password'), 'a password\n');
    const confd = { users: { plays: { password_file: 'password' } } };
    writeFileSync(join(home, 'crm_config.yaml'), JSON.stringify({ pbx, confd }));
    const app = await createApp(await loadConfig({ env: { OMNICRM_HOME: home }, cwd: home }));
    t.after(() => app.close());
    await loadDemo(app.db);
    const { status, serviceId, failure } = await app.placeOrder(userOrder);
    assert.equal(status, 0, failure?.message);
    const phone = await phoneOf(app, serviceId);
    const { json } = await app.askPhone(`/lines_sip/${phone.line_id}`);
    assert.match((json as { callerid: string }).callerid, new RegExp(`<${phone.exten}>$`));
    assert.deepEqual((await app.audit({ systems: ['pbx'] })).findings, []);
    await app.db.deleteFrom('pbx_user_line').execute();
    const { findings } = await app.audit({ systems: ['pbx'] });
    assert.deepEqual(
      findings.map(({ finding, evidence }) => [finding, evidence]),
      [['PBX-2', `service ${serviceId} has no line of its user`]],
    );
    const removed = await app.deprovision({ service: serviceId ?? 0 });
    assert.equal(removed.status, 0, removed.failure?.message);
    for (const path of ['/users', '/lines_sip', '/extensions']) {
      assert.equal(((await app.askPhone(path)).json as { total: number }).total, 0, path);
    }
  });
});
