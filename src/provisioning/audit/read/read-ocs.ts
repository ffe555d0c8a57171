/** What the charging system holds, page by page. */
import { OmnicrmError } from '../../../errors.ts';
import type { BackendContext } from '../ask/backend-context.ts';
import { askOcs } from '../ask/ask-ocs.ts';
import type { OcsAccount, OcsPlan, ProfileKind } from '../state.ts';

const PAGE_SIZE = 500;
/** What CGRateS tells of an account that was never changed. */
const NEVER = '0001-01-01T00:00:00Z';

/** All accounts of the tenant. Throws E_BACKEND_DOWN. */
export async function readAccounts(context: BackendContext): Promise<OcsAccount[]> {
  const accounts = new Map<string, OcsAccount>();
  for await (const row of pages(context, 'ApierV2.GetAccounts')) {
    const { ID, Disabled, UpdateTime } = row as { ID: string; Disabled?: boolean; UpdateTime?: string };
    const name = ID.slice(ID.indexOf(':') + 1);
    const updated = UpdateTime === undefined || UpdateTime === NEVER ? null : UpdateTime;
    accounts.set(name, { name, disabled: Disabled === true, updated });
  }
  return [...accounts.values()];
}

const profileMethods: Readonly<Record<ProfileKind, string>> = {
  attribute: 'APIerSv1.GetAttributeProfileIDs',
  charger: 'APIerSv1.GetChargerProfileIDs',
  resource: 'APIerSv1.GetResourceProfileIDs',
  filter: 'APIerSv1.GetFilterIDs',
};

/** Ids of all profiles and filters, filters last: they can be removed when no profile names them. Throws E_BACKEND_DOWN. */
export async function readProfiles(context: BackendContext): Promise<{ kind: ProfileKind; id: string }[]> {
  const found: { kind: ProfileKind; id: string }[] = [];
  for (const kind of Object.keys(profileMethods) as ProfileKind[]) {
    const ids = new Set<string>();
    for await (const id of pages(context, profileMethods[kind])) ids.add(String(id));
    for (const id of ids) found.push({ kind, id });
  }
  return found;
}

/** All action plans with the tenant's accounts on them. Throws E_BACKEND_DOWN. */
export async function readPlans(context: BackendContext): Promise<OcsPlan[]> {
  const plans = await askOcs(context, { method: 'ApierV1.GetActionPlan', params: { ID: '*' } });
  const prefix = `${context.config.ocs.tenant}:`;
  return listOf(plans, 'ApierV1.GetActionPlan').map(plan => {
    const { Id, AccountIDs, ActionTimings } = plan as {
      Id: string;
      AccountIDs?: Readonly<Record<string, boolean>> | null;
      ActionTimings?: readonly unknown[] | null;
    };
    const own = Object.keys(AccountIDs ?? {}).filter(key => key.startsWith(prefix));
    return {
      id: Id,
      accounts: own.map(key => key.slice(prefix.length)),
      isScheduled: (ActionTimings ?? []).length > 0,
    };
  });
}

/** An account that goes away between two questions makes a page short: only an empty one is the end. */
async function* pages(context: BackendContext, method: string): AsyncGenerator {
  for (let Offset = 0; ; Offset += PAGE_SIZE) {
    const params = { Tenant: context.config.ocs.tenant, Offset, Limit: PAGE_SIZE };
    const part = listOf(await askOcs(context, { method, params }), method);
    if (part.length === 0) return;
    yield* part;
  }
}

/** NOT_FOUND is how the OCS says that there is nothing at all. */
function listOf(result: unknown, method: string): readonly unknown[] {
  if (result === undefined || result === null) return [];
  if (Array.isArray(result)) return result;
  throw new OmnicrmError('E_BACKEND_DOWN', `${method} answered no list`);
}
