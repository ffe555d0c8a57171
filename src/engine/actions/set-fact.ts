import { str, type Dict } from '../../template/index.ts';
import { isVariableName } from '../load/check-keywords.ts';
import type { Module } from '../module.ts';
import { engineOf } from './engine-of.ts';

/** Sets variables of the host, for the rest of the run. Names may be templates. */
export const setFact: Module = {
  name: 'set_fact',
  effect: 'read',
  spec: { cacheable: { type: 'bool', default: false } },
  anyOption: true,
  run(args, context) {
    const facts: Dict = new Map();
    const { templar } = engineOf(context);
    for (const [written, value] of Object.entries(args)) {
      if (written === 'cacheable') continue;
      const name = written.includes('{{') ? str(templar.renderText(written, {})) : written;
      if (!isVariableName(name)) {
        return { failed: true, msg: `The variable name '${name}' is not valid: letters, digits and underscores are` };
      }
      facts.set(name, value);
    }
    if (facts.size === 0)
      return { failed: true, msg: 'No key/value pairs provided, at least one is required for this action to succeed' };
    return { changed: false, ansible_facts: facts };
  },
};
