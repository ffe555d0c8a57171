import type { Value } from '../template/index.ts';
import type { Module, ModuleArguments } from './module.ts';

/** Checks and converts what a task gave a module, as Ansible's argument spec does. */
export declare function checkArguments(module: Module, given: ReadonlyMap<string, Value>): ModuleArguments;
