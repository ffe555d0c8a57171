/** The variables of a run and the two levels at which they enter the engine (later wins within each level). */
import { OmnicrmError } from '../errors.ts';
import type { Config } from '../config.ts';
import type { Product } from '../crm/types.ts';
import { type Value, parseJson } from '../template/index.ts';
import type { RunInputs } from './run-inputs.ts';

export interface RunVariables {
  /** Level of inventory variables: a play's set_fact and vars replace them. */
  readonly inventoryVars: ReadonlyMap<string, Value>;
  /** Level of extra variables: they always win. */
  readonly extraVars: Map<string, Value>;
}

/** Product defaults and facts below, request and system above: so an empty default never blanks what the play finds out. */
export function mergeVariables(config: Config, inputs: RunInputs, accessToken: string): RunVariables {
  const { defaults, facts, request, inventory, system } = inputs;
  const node = config.tree.get('hss_server');
  const inventoryVars = new Map<string, Value>([
    ['crm_config', config.tree],
    ...(node === undefined ? [] : [['hss_server', node] as const]),
    ...defaults,
    ...facts,
  ]);
  const extraVars = new Map<string, Value>([...request, ...inventory, ...system, ['access_token', accessToken]]);
  return { inventoryVars, extraVars };
}

/** The product's provisioning_json_vars. Throws E_INPUT when they are not the text of a JSON object. */
export function productDefaults(product: Product): ReadonlyMap<string, Value> {
  const text = product.provisioning_json_vars.trim() || '{}';
  const where = `provisioning_json_vars of product '${product.product_slug}'`;
  const hint = `Mend it with: omnicrm product set ${product.product_slug} provisioning_json_vars='{"name": "value"}'`;
  let value: Value;
  try {
    value = parseJson(text);
  } catch (cause) {
    throw new OmnicrmError('E_INPUT', `${where} are not JSON: ${(cause as Error).message}`, { hint, cause });
  }
  if (value instanceof Map) return value as ReadonlyMap<string, Value>;
  throw new OmnicrmError('E_INPUT', `${where} must be a JSON object`, { hint });
}
