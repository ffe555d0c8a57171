/** The sources of configuration that are not files: defaults, environment, flags, and the running lab. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OmnicrmError } from '../errors.ts';
import type { Dict, Value } from '../template/index.ts';
import { configKeys } from './keys.ts';
import { type Layer, setPath } from './tree.ts';

export function defaultLayer(home: string): Layer {
  const tree: Dict = new Map();
  for (const [path, key] of Object.entries(configKeys)) {
    if (key.default !== undefined) setPath(tree, path.split('.'), key.default);
  }
  setPath(tree, ['database', 'path'], join(home, 'omnicrm.db'));
  return { origin: 'default', tree };
}

/** One layer for each variable: OMNICRM_OCS_OCS sets ocs.OCS, OMNICRM_STRIPE_SECRET_KEY_FILE names a file with that key. */
export function environmentLayers(env: Readonly<Record<string, string | undefined>>): Layer[] {
  return Object.keys(configKeys).flatMap(path =>
    [path, `${path}_file`].flatMap(name => {
      const variable = `OMNICRM_${name.replaceAll('.', '_').toUpperCase()}`;
      const value = env[variable];
      return value === undefined || value === '' ? [] : [layerOf(name, value, `environment ${variable}`)];
    }),
  );
}

/** Flags by dotted key. Secrets are refused: they would show in `ps` and in shell histories. */
export function flagLayers(flags: Readonly<Record<string, string>>): Layer[] {
  return Object.entries(flags).map(([path, value]) => {
    if (configKeys[path]?.secret) {
      throw new OmnicrmError('E_USAGE', `${path} is a secret and cannot be given on the command line`, {
        hint: `Put it into crm_config.yaml, or name a file that holds it with ${path}_file.`,
      });
    }
    return layerOf(path, value, `flag ${path}`);
  });
}

/** Endpoints of the lab that `omnicrm lab up` left in the home: its `settings` have the shape of crm_config.yaml. */
export function labLayer(home: string): Layer[] {
  try {
    const lab: unknown = JSON.parse(readFileSync(join(home, 'lab.json'), 'utf8'));
    const settings = lab !== null && typeof lab === 'object' && 'settings' in lab ? lab.settings : undefined;
    const tree = toDict(settings);
    return tree instanceof Map ? [{ origin: 'lab.json', tree }] : [];
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw new OmnicrmError('E_CONFIG', `cannot read ${join(home, 'lab.json')}`, { cause });
  }
}

function layerOf(path: string, value: Value, origin: string): Layer {
  const tree: Dict = new Map();
  setPath(tree, path.split('.'), value);
  return { origin, tree };
}

/** Endpoints are texts, lists and mappings; a port may be an int. */
function toDict(value: unknown): Value {
  if (Array.isArray(value)) return value.map(toDict);
  if (value !== null && typeof value === 'object') {
    return new Map(Object.entries(value).map(([key, inner]) => [key, toDict(inner)]));
  }
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}
