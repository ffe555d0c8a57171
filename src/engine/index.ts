/** The public surface of the engine floor. */
export { builtInModules } from './built-in-modules.ts';
export { loadPlaybook } from './load/load-playbook.ts';
export { TurnBack } from './run/interruption.ts';
export { runPlaybook } from './run/run-playbook.ts';
export { checkArguments } from './check-arguments.ts';
export type { Playbook, Play, Block, Task, Node, LoadWarning } from './playbook.ts';
export type { LoadOptions, RunOptions, RunResult, ModuleTable } from './options.ts';
export { Unrecorded } from './journal.ts';
export type { Draw, ExecutionCall, ExecutionKey, Journal } from './journal.ts';
export { inventoryOf, type Inventory } from './inventory/inventory.ts';
export type { RunEvent, Reporter, TaskInfo, TaskStatus, HostStats } from './events.ts';
export type {
  Module,
  ModuleEffect,
  ModuleContext,
  ModuleResult,
  ModuleArguments,
  ArgumentSpec,
  ArgumentOption,
  ArgumentRules,
  TlsOptions,
} from './module.ts';
