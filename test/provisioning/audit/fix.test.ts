/** `--fix --yes`: a damaged world becomes clean; what is critical or somebody else's is left alone. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { getInventory } from '../../../src/crm/inventory.ts';
import { updateService } from '../../../src/crm/service.ts';
import { auditAndFix } from '../../../src/provisioning/audit/fix/audit-and-fix.ts';
import { contextOf } from './context-of.ts';
import { type Damage, damaged, openSound, type Sound, TENANT, told } from './damaged-world.ts';

const GRACE = { graceSeconds: 0 };
let sound: Sound;
before(async () => {
  sound = await openSound();
});
after(() => sound.close());

/** Everything that may be mended by itself: a dead service that left all of its parts, plans, profiles, orphans. */
async function wreck(at: Damage): Promise<void> {
  await updateService(at.db, at.mobile.serviceId, { service_status: 'Inactive' });
  await at.rpc('ApierV2.SetAccount', { Tenant: TENANT, Account: 'Service_orphan' });
  await at.rpc('ApierV2.SetAccount', { Tenant: TENANT, Account: 'reseller-7' });
  await at.rpc('APIerSv1.SetFilter', {
    Tenant: TENANT,
    ID: 'FLT_Service_gone',
    Rules: [{ Type: '*string', Element: '~*req.A', Values: ['1'] }],
  });
  await at.rpc('APIerSv1.SetChargerProfile', {
    Tenant: TENANT,
    ID: 'CHRG_Service_gone',
    FilterIDs: ['FLT_Service_gone'],
  });
  await at.rpc('ApierV1.SetActions', { ActionsId: 'Renew', Actions: [{ Identifier: '*log' }], Overwrite: true });
  await at.rpc('ApierV1.SetActionPlan', { Id: 'Daily', ActionPlan: [{ ActionsId: 'Renew', Time: '*daily' }] });
  await at.rpc('ApierV1.SetActionPlanAccounts', { Id: 'Daily', AccountIDs: [`${TENANT}:Service_gone`] });
}

describe('mending', () => {
  it('brings a damaged world back to clean and leaves foreign objects alone', () =>
    damaged(sound, async at => {
      await wreck(at);
      const context = contextOf(sound.world);
      const { report, fixes } = await auditAndFix({ ...context, db: at.db }, GRACE);
      await context.close();
      assert.deepEqual([report.clean, told(report.findings)], [true, []]);
      assert.deepEqual(
        fixes.map(({ finding, error }) => [finding, error]),
        ['OCS-1', 'OCS-2', 'OCS-5', 'OCS-5', 'OCS-5', 'OCS-6', 'HSS-1', 'HSS-1', 'INV-1', 'INV-1'].map(rule => [
          rule,
          null,
        ]),
      );
      const { lab } = sound.world;
      assert.ok(lab.ocs.account('reseller-7') !== undefined);
      for (const node of lab.hss) {
        const row = node.byImsi(at.imsi);
        assert.deepEqual([row?.['enabled'], row?.['msisdn']], [false, `9999${at.imsi.slice(-10)}`]);
        assert.deepEqual(node.rows('ims_subscriber'), []);
      }
      const { item_state, customer_id, service_id } = await getInventory(at.db, at.sim.inventory_id);
      assert.deepEqual([item_state, customer_id, service_id], ['Used', null, null]);
    }));

  it('tells what it could not mend, and frees no SIM that the network still knows', () =>
    damaged(sound, async at => {
      await wreck(at);
      const context = contextOf(sound.world);
      const rule = sound.world.lab.fault({
        match: { instance: 'hss2', method: 'PATCH' },
        effect: { status: { code: 500 } },
      });
      const { report, fixes } = await auditAndFix({ ...context, db: at.db }, GRACE);
      await sound.world.lab.clearFaults(rule);
      await context.close();
      const failed = fixes.filter(fix => fix.error !== null);
      assert.deepEqual(
        failed.map(fix => [fix.finding, fix.key]),
        [['HSS-1', at.imsi]],
      );
      assert.match(failed[0]?.error ?? '', /PATCH http.*: the HSS answered 500/);
      const stock = [at.sim, at.number].map(item => `INV-1 inventory ${item.inventory_id}`);
      assert.deepEqual(told(report.findings), [`HSS-1 ${at.imsi}`, `HSS-3 ${at.imsi}`, ...stock.toSorted()]);
      assert.equal((await getInventory(at.db, at.sim.inventory_id)).item_state, 'Assigned');
    }));

  it('never mends what is critical, nor a subscriber that is not of this stock', () =>
    damaged(sound, async at => {
      await at.rpc('ApierV2.RemoveAccount', { Tenant: TENANT, Account: at.simple.serviceUuid });
      const keys = { ki: 'A'.repeat(32), opc: 'B'.repeat(32), msisdn: '9997' };
      await at.hss(1, 'PUT', 'subscriber/001010000009999', keys);
      const context = contextOf(sound.world);
      const digest = sound.world.lab.digest(['ocs', 'hss']);
      const { report, fixes } = await auditAndFix({ ...context, db: at.db }, GRACE);
      await context.close();
      assert.deepEqual(fixes, []);
      assert.deepEqual(told(report.findings), [`OCS-3 ${at.simple.serviceUuid}`, 'HSS-1 001010000009999']);
      assert.equal(sound.world.lab.digest(['ocs', 'hss']), digest);
    }));

  it('prints the calls as they would be sent', () =>
    damaged(sound, async at => {
      await at.rpc('ApierV2.SetAccount', { Tenant: TENANT, Account: 'Service_orphan' });
      const [finding] = (await at.audit()).findings;
      const url = `${sound.world.lab.ocs.url}/jsonrpc`;
      const body = { method: 'ApierV2.RemoveAccount', params: [{ Tenant: TENANT, Account: 'Service_orphan' }], id: 1 };
      const calls = [{ to: 'ocs', method: 'POST', url, body }];
      assert.deepEqual(finding?.suggestedFix, { text: 'remove the account', safe: true, calls });
    }));
});

describe('a terminated service that is topped up late', () => {
  it('has its account back, which the audit finds and removes', () =>
    damaged(sound, async at => {
      await at.rpc('ApierV1.AddBalance', { Tenant: TENANT, Account: at.removed, BalanceType: '*monetary', Value: 500 });
      assert.ok(sound.world.lab.ocs.account(at.removed) !== undefined);
      const context = contextOf(sound.world);
      const { report, fixes } = await auditAndFix({ ...context, db: at.db }, {});
      await context.close();
      assert.deepEqual([report.clean, fixes.map(fix => fix.finding)], [true, ['OCS-2']]);
      assert.equal(sound.world.lab.ocs.account(at.removed), undefined);
    }));
});
