import { updateService } from '../../../src/crm/service.ts';
import { type Case, nothing } from './cases.ts';
import { type Damage, TENANT } from './damaged-world.ts';

const account = (at: Damage, Account: string, more: object = {}): Promise<unknown> =>
  at.rpc('ApierV2.SetAccount', { Tenant: TENANT, Account, ...more });
const plan = async (at: Damage, Id: string): Promise<void> => {
  await at.rpc('ApierV1.SetActions', { ActionsId: 'Renew', Actions: [{ Identifier: '*log' }], Overwrite: true });
  await at.rpc('ApierV1.SetActionPlan', { Id, ActionPlan: [{ ActionsId: 'Renew', Time: '*monthly' }] });
};
const attach = (at: Damage, Id: string, name: string): Promise<unknown> =>
  at.rpc('ApierV1.SetActionPlanAccounts', { Id, AccountIDs: [`${TENANT}:${name}`] });
const profile = (ID: string): object => ({ Tenant: TENANT, ID });
const renews = (at: Damage): Promise<unknown> => updateService(at.db, at.mobile.serviceId, { auto_renew: 'true' });
const uuid = (at: Damage): string => at.simple.serviceUuid ?? '';

export const ocsCases: readonly Case[] = [
  {
    what: 'OCS-1: an account of no service',
    damage: at => account(at, 'Service_orphan'),
    finds: () => ['OCS-1 Service_orphan'],
  },
  {
    what: 'OCS-1: not an account that somebody else named, nor one of another tenant',
    damage: async at => {
      await account(at, 'reseller-7');
      await at.rpc('ApierV2.SetAccount', { Tenant: 'other.org', Account: 'Service_x' });
    },
    finds: nothing,
    notes: ['OCS-1 foreign accounts'],
  },
  {
    what: 'OCS-2: a removed service that was topped up late: the credit brought its account back',
    damage: at =>
      at.rpc('ApierV1.AddBalance', { Tenant: TENANT, Account: at.removed, BalanceType: '*monetary', Value: 500 }),
    finds: at => [`OCS-2 ${at.removed}`],
    evidence: /Inactive/,
  },
  {
    what: 'OCS-1: the same when its row is gone, too',
    damage: async at => {
      await at.rpc('ApierV1.AddBalance', { Tenant: TENANT, Account: at.removed, BalanceType: '*monetary', Value: 500 });
      await at.db.deleteFrom('service').where('service_uuid', '=', at.removed).execute();
    },
    finds: at => [`OCS-1 ${at.removed}`],
  },
  {
    what: 'OCS-3: an Active service whose account was removed',
    damage: at => at.rpc('ApierV2.RemoveAccount', { Tenant: TENANT, Account: uuid(at) }),
    finds: at => [`OCS-3 ${uuid(at)}`],
  },
  {
    what: 'OCS-4: a disabled account of an Active service',
    damage: at => account(at, uuid(at), { ExtraOptions: { Disabled: true } }),
    finds: at => [`OCS-4 ${uuid(at)}`],
  },
  {
    what: 'OCS-4: an enabled account of a Suspended service',
    damage: at => updateService(at.db, at.simple.serviceId, { service_status: 'Suspended' }),
    finds: at => [`OCS-4 ${uuid(at)}`],
  },
  {
    what: 'OCS-4: not when both say the same',
    damage: async at => {
      await updateService(at.db, at.simple.serviceId, { service_status: 'Suspended' });
      await account(at, uuid(at), { ExtraOptions: { Disabled: true } });
    },
    finds: nothing,
  },
  {
    what: 'OCS-5: profiles and filters of no live service, filters last',
    damage: async at => {
      await at.rpc('APIerSv1.SetFilter', {
        ...profile('FLT_Service_gone'),
        Rules: [{ Type: '*string', Element: '~*req.A', Values: ['1'] }],
      });
      await at.rpc('APIerSv2.SetAttributeProfile', {
        ...profile('ATTR_ACCOUNT_Service_gone'),
        FilterIDs: ['FLT_Service_gone'],
        Attributes: [{ Path: 'a', Type: '*constant', Value: 'b' }],
      });
      await at.rpc('APIerSv1.SetChargerProfile', profile('CHRG_Service_gone'));
      await at.rpc('APIerSv1.SetResourceProfile', profile(`RES_${at.removed}`));
    },
    finds: at => [
      'OCS-5 ATTR_ACCOUNT_Service_gone',
      'OCS-5 CHRG_Service_gone',
      `OCS-5 RES_${at.removed}`,
      'OCS-5 FLT_Service_gone',
    ],
  },
  {
    what: 'OCS-5: not those of live services or of somebody else',
    damage: async at => {
      await at.rpc('APIerSv1.SetChargerProfile', profile(`CHRG_${uuid(at)}`));
      await at.rpc('APIerSv1.SetResourceProfile', profile('RES_reseller'));
    },
    finds: nothing,
  },
  {
    what: 'OCS-6: an account that is gone and is still on a plan, and the plan of a service that is gone',
    damage: async at => {
      await plan(at, 'Daily');
      await attach(at, 'Daily', 'Service_gone');
      await plan(at, 'Plan_Service_gone');
    },
    finds: () => ['OCS-6 Service_gone', 'OCS-6 Plan_Service_gone'],
  },
  {
    what: 'OCS-6: not an account that is there, nor one of somebody else',
    damage: async at => {
      await plan(at, 'Daily');
      await attach(at, 'Daily', uuid(at));
      await attach(at, 'Daily', 'reseller-7');
    },
    finds: nothing,
  },
  {
    what: 'OCS-7: overwriting the plan of a product took its services off it',
    damage: async at => {
      await renews(at);
      await plan(at, 'Renew_mobile-sim');
      await attach(at, 'Renew_mobile-sim', at.mobile.serviceUuid ?? '');
      await at.rpc('ApierV1.SetActionPlan', {
        Id: 'Renew_mobile-sim',
        Overwrite: true,
        ActionPlan: [{ ActionsId: 'Renew', Time: '*monthly' }],
      });
    },
    finds: at => [`OCS-7 ${at.mobile.serviceUuid}`],
    evidence: /Renew_mobile-sim/,
  },
  {
    what: 'OCS-7: not while it is on a plan, whichever',
    damage: async at => {
      await renews(at);
      await plan(at, 'Renew_mobile-sim');
      await plan(at, 'Other');
      await attach(at, 'Other', at.mobile.serviceUuid ?? '');
    },
    finds: nothing,
  },
];
