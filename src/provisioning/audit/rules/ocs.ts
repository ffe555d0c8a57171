/** The charging system against the CRM: accounts, profiles and plans of services that are not, or that lack them. */
import type { AuditRule } from '../audit-rule.ts';
import { byHand } from '../finding.ts';
import { ocsFix } from '../fix/ocs-fix.ts';
import { foreignNote, isLive, isOurs, uuidIn } from '../names.ts';
import { isPhoneOnly } from '../pbx-names.ts';
import type { AuditService, AuditState, OcsPlan, ProfileKind } from '../state.ts';
import { detachedServices } from '../renewal.ts';

export const ocsRules: readonly AuditRule[] = [
  {
    id: 'OCS-1',
    severity: 'high',
    system: 'ocs',
    summary: 'an account whose name is no service',
    needs: ['accounts'],
    find: state => {
      const unknown = (state.accounts ?? []).filter(({ name }) => !state.crm.serviceByUuid.has(name));
      const orphans = unknown.filter(({ name }) => isOurs(name));
      const foreign = unknown.filter(({ name }) => !isOurs(name)).map(({ name }) => name);
      return [
        ...orphans.map(({ name, updated }) => ({
          system: 'ocs',
          key: name,
          evidence: 'account of no service',
          touches: [name],
          since: updated,
          fix: removeAccount(state, name),
        })),
        ...foreignNote('ocs', 'accounts', foreign),
      ];
    },
  },
  {
    id: 'OCS-2',
    severity: 'high',
    system: 'ocs',
    summary: 'the account of a service that is inactive',
    needs: ['accounts'],
    find: state =>
      (state.accounts ?? []).flatMap(({ name, updated }) => {
        const service = state.crm.serviceByUuid.get(name);
        if (service === undefined || isLive(service)) return [];
        const evidence = `account of service ${service.service_id}, which is ${service.service_status}`;
        const since = latest(updated, service.last_modified);
        return [{ system: 'ocs', key: name, evidence, touches: [name], since, fix: removeAccount(state, name) }];
      }),
  },
  {
    id: 'OCS-3',
    severity: 'critical',
    system: 'ocs',
    summary: 'an Active service without account',
    needs: ['accounts'],
    find: state => {
      if (state.accounts === undefined) return [];
      const accounts = new Set(state.accounts.map(account => account.name));
      const bare = state.crm.services.filter(
        ({ service_status, service_uuid, service_id, product_id }) =>
          service_status === 'Active' &&
          !accounts.has(service_uuid) &&
          !state.crm.subscribed.has(service_id) &&
          !isPhoneOnly(state.crm.products.get(product_id)),
      );
      const text = 'give it an account again with its balances, or remove the service: omnicrm deprovision';
      return bare.map(service => ({
        ...ofService(service),
        evidence: `service ${service.service_id} has no account`,
        fix: byHand(`${text} ${service.service_id}`),
      }));
    },
  },
  {
    id: 'OCS-4',
    severity: 'medium',
    system: 'ocs',
    summary: 'an account disabled while its service is Active, or enabled while it is Suspended',
    needs: ['accounts'],
    find: state =>
      (state.accounts ?? []).flatMap(({ name, disabled, updated }) => {
        const service = state.crm.serviceByUuid.get(name);
        if (service === undefined || !isLive(service) || disabled === (service.service_status === 'Suspended'))
          return [];
        const evidence = `account is ${disabled ? 'disabled' : 'enabled'}, service ${service.service_id} ${service.service_status}`;
        const params = { Tenant: state.tenant, Account: name, ExtraOptions: { Disabled: !disabled } };
        const fix = ocsFix(
          state,
          `${disabled ? 'enable' : 'disable'} the account`,
          false,
          'ApierV2.SetAccount',
          params,
        );
        return [{ ...ofService(service), evidence, since: latest(updated, service.last_modified), fix }];
      }),
  },
  {
    id: 'OCS-5',
    severity: 'medium',
    system: 'ocs',
    summary: 'an attribute, charger or resource profile or a filter of no live service',
    needs: ['profiles'],
    find: state =>
      (state.profiles ?? []).flatMap(({ kind, id }) => {
        const uuid = uuidIn(state, id);
        const service = uuid === undefined ? undefined : state.crm.serviceByUuid.get(uuid);
        if (uuid === undefined || isLive(service)) return [];
        const evidence = `${kind} of ${service === undefined ? 'no service' : `service ${service.service_id}, which is Inactive`}`;
        const fix = ocsFix(state, `remove the ${kind}`, true, removers[kind], { Tenant: state.tenant, ID: id });
        return [{ system: 'ocs', key: id, evidence, touches: [uuid], since: service?.last_modified, fix }];
      }),
  },
  {
    id: 'OCS-6',
    severity: 'high',
    system: 'ocs',
    summary: 'a plan with accounts that are gone, or a plan of a dead service that is still scheduled',
    needs: ['accounts', 'plans'],
    find: state => (state.plans ?? []).flatMap(plan => [...deadPlan(state, plan), ...deadAccounts(state, plan)]),
  },
  {
    id: 'OCS-7',
    severity: 'high',
    system: 'ocs',
    summary: 'an Active service that renews itself is on no plan any more (overwriting a plan detaches all accounts)',
    needs: ['plans'],
    find: state =>
      detachedServices(state).map(({ service, plan }) => {
        const params = { Id: plan, AccountIDs: [`${state.tenant}:${service.service_uuid}`], ReloadScheduler: true };
        const fix = ocsFix(state, `put it back on ${plan}`, false, 'ApierV1.SetActionPlanAccounts', params);
        const evidence = `service ${service.service_id} renews itself but is not on ${plan}`;
        return { ...ofService(service), evidence, fix };
      }),
  },
];

const removers: Readonly<Record<ProfileKind, string>> = {
  attribute: 'APIerSv1.RemoveAttributeProfile',
  charger: 'APIerSv1.RemoveChargerProfile',
  resource: 'APIerSv1.RemoveResourceProfile',
  filter: 'APIerSv1.RemoveFilter',
};

function ofService(service: AuditService) {
  const { service_uuid, last_modified } = service;
  return { system: 'ocs', key: service_uuid, touches: [service_uuid], since: last_modified };
}

function removeAccount(state: AuditState, Account: string) {
  return ocsFix(state, 'remove the account', true, 'ApierV2.RemoveAccount', { Tenant: state.tenant, Account });
}

/** A plan that names a service in its own id. */
function deadPlan(state: AuditState, plan: OcsPlan) {
  const uuid = uuidIn(state, plan.id);
  const service = uuid === undefined ? undefined : state.crm.serviceByUuid.get(uuid);
  if (uuid === undefined || isLive(service) || !plan.isScheduled) return [];
  const fix = ocsFix(state, 'remove the plan', true, 'ApierV1.RemoveActionPlan', { ID: plan.id });
  const evidence = 'plan of no live service, still scheduled';
  return [{ system: 'ocs', key: plan.id, evidence, touches: [uuid], since: service?.last_modified, fix }];
}

/** A scheduled run would bring such an account back to life. */
function deadAccounts(state: AuditState, plan: OcsPlan) {
  const accounts = state.accounts && new Set(state.accounts.map(account => account.name));
  return plan.accounts.flatMap(name => {
    const service = state.crm.serviceByUuid.get(name);
    const isMissing = accounts !== undefined && !accounts.has(name);
    if ((!isMissing && (service === undefined || isLive(service))) || (service === undefined && !isOurs(name)))
      return [];
    const params = { Tenant: state.tenant, Account: name, ActionPlanId: plan.id, ReloadScheduler: true };
    const fix = ocsFix(state, `take it off ${plan.id}`, !isLive(service), 'ApierV1.RemoveActionTiming', params);
    const evidence = `${isMissing ? 'account that is gone' : 'account of a dead service'}, still on ${plan.id}`;
    return [{ system: 'ocs', key: name, evidence, touches: [name], since: service?.last_modified, fix }];
  });
}

/** The later of two ISO times. */
function latest(one: string | null, other: string): string {
  return one !== null && Date.parse(one) > Date.parse(other) ? one : other;
}
