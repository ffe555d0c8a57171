/** Modules that work on the run itself: values in the same table as all others. */
import type { Module } from '../module.ts';
import { addHost } from './add-host.ts';
import { assert } from './assert.ts';
import { asyncStatus } from './async-status.ts';
import { debug } from './debug.ts';
import { fail } from './fail.ts';
import { groupBy } from './group-by.ts';
import { importRole, importTasks } from './import.ts';
import { includeRole } from './include-role.ts';
import { includeTasks } from './include-tasks.ts';
import { includeVars } from './include-vars.ts';
import { meta } from './meta.ts';
import { pause } from './pause.ts';
import { setFact } from './set-fact.ts';
import { setStats } from './set-stats.ts';
import { validateArgumentSpec } from './validate-argument-spec.ts';

const all: readonly Module[] = [
  addHost,
  assert,
  asyncStatus,
  debug,
  fail,
  groupBy,
  importRole,
  importTasks,
  includeRole,
  includeTasks,
  includeVars,
  meta,
  pause,
  setFact,
  setStats,
  validateArgumentSpec,
];

export const actions: ReadonlyMap<string, Module> = new Map(all.map(module => [module.name, module]));
