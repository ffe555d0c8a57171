import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../module.ts';
import { collectors } from './facts/collectors.ts';
import { selectCollectors } from './facts/select-collectors.ts';
import { globRegex } from './shared/glob.ts';
import { textArgument, textsArgument } from './shared/read-arguments.ts';

/** Ansible's `setup`: the facts of this machine, by subsets, those that `filter` names. */
export const setup: Module = {
  name: 'setup',
  effect: 'read',
  spec: {
    gather_subset: { type: 'list', elements: 'str', default: ['all'] },
    gather_timeout: { type: 'int', default: 10 },
    filter: { type: 'list', elements: 'str', default: [] },
    fact_path: { type: 'path', default: '/etc/ansible/facts.d' },
  },
  run: gather,
};

/** `gather_facts` is `setup` by the name that plays may use for whatever gathers; other ways of gathering there are none. */
export const gatherFacts: Module = {
  ...setup,
  name: 'gather_facts',
  spec: { ...setup.spec, parallel: { type: 'bool' } },
};

async function gather(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> {
  const subset = textsArgument(args, 'gather_subset');
  try {
    const chosen = selectCollectors(subset, collectors);
    const factPath = textArgument(args, 'fact_path');
    const found = await Promise.all(chosen.map(async each => each.gather(context, factPath)));
    const facts = prefixed(Object.assign({}, ...found));
    const all = { ...facts, gather_subset: subset, module_setup: true };
    return { changed: false, ansible_facts: filtered(all, textsArgument(args, 'filter')) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { failed: true, changed: false, msg: error.message };
  }
}

function prefixed(facts: Record<string, unknown>): Record<string, unknown> {
  const known = Object.entries(facts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [`ansible_${name}`, value]));
}

/** A filter may leave out the `ansible_` of a name. */
function filtered(all: Record<string, unknown>, filters: readonly string[]): Record<string, unknown> {
  const patterns = filters.filter(text => text !== '').map(pattern => globRegex(pattern));
  if (patterns.length === 0) return all;
  const wanted = (name: string): boolean =>
    patterns.some(pattern => pattern.test(name) || pattern.test(name.replace(/^ansible_/, '')));
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted(name)));
}
