import { str, type Dict } from '../../template/index.ts';
import { isVariableName } from '../load/check-keywords.ts';
import type { Module } from '../module.ts';
import { asBoolean } from '../run/read-keyword.ts';
import { engineOf } from './engine-of.ts';

/** Adds to the statistics that the run ends with. */
export const setStats: Module = {
  name: 'set_stats',
  spec: {
    data: { type: 'dict' },
    per_host: { type: 'raw', default: false },
    aggregate: { type: 'raw', default: true },
  },
  run(args, context) {
    const data: Dict = args['data'] instanceof Map ? args['data'] : new Map();
    const strange = [...data.keys()].map(str).find(name => !isVariableName(name));
    if (strange !== undefined)
      return { failed: true, changed: false, msg: `The variable name '${strange}' is not valid` };
    const perHost = asBoolean(args['per_host'] ?? false) ?? false;
    const aggregate = asBoolean(args['aggregate'] ?? true) ?? false;
    engineOf(context).setStats(data, perHost, aggregate);
    return { changed: false, ansible_stats: { data, per_host: perHost, aggregate } };
  },
};
