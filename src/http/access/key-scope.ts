import type { ApiKeyScope } from '../../crm/api-key.ts';
import { addressTest } from '../../crm/network-address.ts';
import { OmnicrmError } from '../../errors.ts';

/** What a request with a key is for. */
export interface KeyUse {
  readonly method: string;
  /** With ids in their places and no query string; asked of keys that are for some routes only. */
  readonly path: () => string;
  /** Where it comes from. */
  readonly address: string;
}

/** Refuses (E_NOT_ALLOWED) a use that a key was not made for. */
export async function refuseOutOfScope(scope: ApiKeyScope, name: string, use: KeyUse): Promise<void> {
  await refuseOtherAddress(scope, name, use.address);
  if (scope.routes.length === 0 || scope.routes.some(route => matchesRoute(route, use))) return;
  throw new OmnicrmError('E_NOT_ALLOWED', `key ${name} is not for ${use.method} ${use.path()}`);
}

/** Refuses (E_NOT_ALLOWED) a remote action that a key was not made for: one that is not named, unless `*` is. */
export async function refuseOtherAction(
  scope: ApiKeyScope,
  name: string,
  use: { readonly action: string; readonly address: string },
): Promise<void> {
  await refuseOtherAddress(scope, name, use.address);
  if (scope.actions.includes('*') || scope.actions.includes(use.action)) return;
  throw new OmnicrmError('E_NOT_ALLOWED', `key ${name} is not for the action ${use.action}`);
}

async function refuseOtherAddress(scope: ApiKeyScope, name: string, address: string): Promise<void> {
  if (scope.addresses.length === 0) return;
  const isAllowed = await addressTest(scope.addresses, `key ${name}`);
  if (!isAllowed(address)) throw new OmnicrmError('E_NOT_ALLOWED', `key ${name} is not for use from ${address}`);
}

/** `GET /crm/customer/*`: `*` stands for any method, and for anything in a path. */
function matchesRoute(route: string, { method, path }: KeyUse): boolean {
  const [wantedMethod, wantedPath = ''] = route.split(' ');
  if (wantedMethod !== '*' && wantedMethod !== method) return false;
  const parts = withoutSlash(wantedPath)
    .split('*')
    .map(part => part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(withoutSlash(path()));
}

/** The slash at the end of a path means nothing to the router either. */
function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
