import { join } from 'node:path';
import { loadNodes } from '../load/load-nodes.ts';
import type { LoadContext } from '../load/load-context.ts';
import type { Parent, Task } from '../playbook.ts';
import type { PlayRun } from './play-run.ts';

/** How tasks are loaded that come in while the play runs, beneath the task that includes them. */
export function includeContext(play: PlayRun, task: Task, parent: Parent = task): LoadContext {
  const { playbook, modules } = play.run;
  return {
    modules,
    source: {
      file: task.where.file,
      directory: task.directory,
      root: null,
      warnings: [],
      whereOf: () => task.where,
      whereOfKey: () => task.where,
    },
    playDirectory: play.play.directory,
    role: task.role,
    handlers: task.handler,
    path: task.path,
    parent,
    warnings: [],
    publicRoles: [],
    roleFolders: play.run.roleFolders(join(playbook.directory, 'roles')),
    renderName: raw => play.renderText(raw, task),
    importing: [],
    loadNodes,
  };
}
