import { actions } from './actions/index.ts';
import type { Module } from './module.ts';
import { modules } from './modules/index.ts';
import type { ModuleTable } from './options.ts';

let all: ReadonlyMap<string, Module> | undefined;

/** Every module the engine has: those that work on the machine or the network, and its own actions. */
export function builtInModules(): ModuleTable {
  all ??= new Map([...modules, ...actions]);
  return all;
}
