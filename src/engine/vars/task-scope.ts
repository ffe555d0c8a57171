/** Ansible's variable precedence: one list, the strongest first. */
import type { HostState } from '../run/host-state.ts';
import type { PlayRun } from '../run/play-run.ts';
import type { Task } from '../playbook.ts';
import { LayeredScope, type IsWritten, type Layer } from './layer.ts';
import { magicVars } from './magic-vars.ts';
import { taskLayers, type TaskLayers } from './task-layers.ts';

const nowhere: TaskLayers = { includeParams: [], roleParams: [], own: [], roleVars: [], roleDefaults: [] };

/** All variables that a task, or with none the play itself, sees on a host. Loop variables go on top by `under`. */
export function taskScope(play: PlayRun, host: HostState, task: Task | undefined): LayeredScope {
  const around = task === undefined ? nowhere : taskLayers(task);
  const magic = magicVars(play, host, task);
  const layers: Layer[] = [
    magic,
    play.run.extraVars,
    ...around.includeParams,
    ...around.roleParams,
    host.setFacts,
    host.includeVars,
    ...around.own,
    ...around.roleVars,
    ...play.publicRoleVars,
    ...play.varsFiles(host),
    play.answers,
    play.play.vars,
    host.factVars,
    host.own,
    host.inventory,
    play.run.inventoryVars,
    ...around.roleDefaults,
    ...play.publicRoleDefaults,
  ];
  const data: readonly Layer[] = [magic, play.run.extraVars, play.answers, host.factVars];
  const isWritten: IsWritten = (layer, name) =>
    layer === host.setFacts ? host.writtenFacts.has(name) : !data.includes(layer);
  return new LayeredScope(layers, isWritten, play.run.settings.hashBehaviour === 'merge');
}

/** What other hosts see of a host by `hostvars`: no variables of plays and tasks. */
export function hostScope(play: PlayRun, host: HostState): LayeredScope {
  const { run } = play;
  const own = [host.setFacts, host.includeVars, host.factVars, host.own, host.inventory, run.inventoryVars];
  return new LayeredScope([magicVars(play, host, undefined), run.extraVars, ...own]);
}
