import { str, type Value } from '../../template/index.ts';
import type { Module } from '../module.ts';
import { engineOf } from './engine-of.ts';

const naming = new Set(['name', 'hostname', 'host', 'groups', 'group', 'groupname']);

/** Adds a host to the inventory of this run, with variables of any name. */
export const addHost: Module = {
  name: 'add_host',
  spec: {
    name: { type: 'str', aliases: ['hostname', 'host'], required: true },
    groups: { type: 'raw', aliases: ['group', 'groupname'] },
  },
  anyOption: true,
  run(args, context) {
    const name = str(args['name'] ?? '');
    if (name === '') return { failed: true, changed: false, msg: 'missing required arguments: name (it is empty)' };
    const groups = groupNames(args['groups'] ?? null);
    const vars = new Map<string, Value>(Object.entries(args).filter(([key]) => !naming.has(key)));
    const changed = engineOf(context).addHost(name, groups, vars);
    const told = new Map<Value, Value>(vars);
    return { changed, add_host: { groups, host_name: name, host_vars: told } };
  },
};

function groupNames(value: Value): string[] {
  if (value === null) return [];
  const names = Array.isArray(value) ? value.map(str) : str(value).split(',');
  return [...new Set(names.map(name => name.trim()).filter(name => name !== ''))];
}
