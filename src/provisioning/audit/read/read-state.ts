import type { BackendContext } from '../ask/backend-context.ts';
import type { AuditSystem } from '../finding.ts';
import type { AuditMoney } from '../money-state.ts';
import type { AuditState, Part } from '../state.ts';
import { readCrm } from './read-crm.ts';
import { readGateway } from './read-gateway.ts';
import { readHssNode } from './read-hss.ts';
import { readLeaks } from './read-leaks.ts';
import { readPayments } from './read-money.ts';
import { readPbx } from './read-pbx.ts';
import { readAccounts, readPlans, readProfiles } from './read-ocs.ts';

export interface Unreachable {
  readonly system: string;
  readonly reason: string;
}

export interface ReadState {
  readonly state: AuditState;
  readonly unreachable: readonly Unreachable[];
  /** Systems that the rules would look at and that no configuration names. */
  readonly notConfigured: readonly AuditSystem[];
}

/**
 * Reads what the rules need. Backends come first: an order that ends meanwhile then shows in the CRM. One that does not
 * answer is named in `unreachable`, never taken for empty.
 */
export async function readState(context: BackendContext, needs: ReadonlySet<Part>): Promise<ReadState> {
  const { config } = context;
  const unreachable: Unreachable[] = [];
  const ask = async <T>(part: Part, system: string, read: () => Promise<T>): Promise<T | undefined> => {
    if (!needs.has(part)) return undefined;
    return read().catch((error: unknown) => {
      unreachable.push({ system, reason: (error as Error).message });
      return undefined;
    });
  };
  const hasOcs = config.ocs.hostPort !== undefined;
  const hasGateway = config.stripe.secretKey !== undefined;
  const [accounts, profiles, plans, charges, pbx, ...nodes] = await Promise.all([
    hasOcs ? ask('accounts', 'ocs accounts', () => readAccounts(context)) : undefined,
    hasOcs ? ask('profiles', 'ocs profiles', () => readProfiles(context)) : undefined,
    hasOcs ? ask('plans', 'ocs plans', () => readPlans(context)) : undefined,
    hasGateway ? ask('gateway', 'payments', () => readGateway(context)) : undefined,
    config.pbx.baseUrl === undefined ? undefined : ask('pbx', 'pbx', () => readPbx(context)),
    ...config.hss.map(node => ask('hss', node, () => readHssNode(context, node))),
  ]);
  const crm = await readCrm(context);
  const money: AuditMoney | undefined = needs.has('money')
    ? { payments: await readPayments(context.db), charges }
    : undefined;
  const state: AuditState = {
    now: Date.now(),
    tenant: config.ocs.tenant,
    ocsUrl: hasOcs ? `http://${config.ocs.hostPort}/jsonrpc` : '',
    nodeCount: config.hss.length,
    crm,
    accounts,
    profiles,
    plans,
    hss: nodes.filter(node => node !== undefined),
    money,
    pbx,
    leaks: needs.has('texts') ? await readLeaks(context, crm.items) : undefined,
  };
  return { state, unreachable, notConfigured: notConfigured(context, needs) };
}

/** Few operators have a phone system: none is missed. */
const partsOf: Readonly<Record<Exclude<AuditSystem, 'crm' | 'pbx'>, readonly Part[]>> = {
  ocs: ['accounts', 'profiles', 'plans'],
  hss: ['hss'],
  payments: ['gateway'],
};

function notConfigured({ config }: BackendContext, needs: ReadonlySet<Part>): AuditSystem[] {
  const isThere = {
    ocs: config.ocs.hostPort !== undefined,
    hss: config.hss.length > 0,
    payments: config.stripe.secretKey !== undefined,
  };
  const systems = Object.keys(partsOf) as (keyof typeof partsOf)[];
  return systems.filter(system => !isThere[system] && partsOf[system].some(part => needs.has(part)));
}
