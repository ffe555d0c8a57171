import type { Config } from '../../config.ts';
import { listRoles } from '../../crm/role.ts';
import { didYouMean } from '../../errors.ts';
import type { Database } from '../../store/schema.ts';

/** What is to be said of roles that the configuration names and nobody made: what they should demand is demanded of nobody. */
export async function unknownRoles(db: Database, { auth }: Pick<Config, 'auth'>): Promise<readonly string[]> {
  const known = (await listRoles(db)).map(role => role.role_name);
  const names = new Set(['*', ...known.map(name => name.toLowerCase())]);
  return auth.secondFactorRoles
    .filter(name => !names.has(name.toLowerCase()))
    .map(name => {
      const near = didYouMean(name, known);
      return `auth.second_factor_roles: there is no role ${name}${near === undefined ? '' : `; did you mean ${near}?`}`;
    });
}
