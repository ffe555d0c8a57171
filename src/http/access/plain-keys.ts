import { secretDigest } from '../../crm/secret-digest.ts';
import type { Dict, Value } from '../../template/index.ts';

/** A key written out in the configuration. */
export interface PlainKey {
  readonly digest: string;
  /** What logs call it: never the key. */
  readonly name: string;
  readonly roles: readonly string[];
}

/** The `api_keys` of a configuration: key → `{roles: […], name: …}`. */
export function plainKeys(apiKeys: Dict): readonly PlainKey[] {
  return [...apiKeys].map(([key, about], index) => {
    const name = memberOf(about, 'name');
    const roles = memberOf(about, 'roles');
    return {
      digest: secretDigest(typeof key === 'string' ? key : JSON.stringify(key)),
      name: typeof name === 'string' ? name : `api_keys ${index + 1} of the configuration`,
      roles: Array.isArray(roles) ? roles.filter(role => typeof role === 'string') : [],
    };
  });
}

function memberOf(value: Value, name: string): Value | undefined {
  return value instanceof Map ? value.get(name) : undefined;
}
