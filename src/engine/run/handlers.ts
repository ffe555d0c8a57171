/** The handlers of a play: who was notified, and in which order they run at a flush. */
import { OmnicrmError } from '../../errors.ts';
import { suggestion } from '../load/check-keywords.ts';
import { asText } from '../load/tree.ts';
import type { Node, Task } from '../playbook.ts';
import type { HostState } from './host-state.ts';
import type { PlayRun } from './play-run.ts';
import { nameList } from './read-keyword.ts';
import { topSection, type Section } from './section.ts';
import { taskInfo, writtenName } from './task-info.ts';
import { taskKeywords } from './task-keywords.ts';

export class Handlers {
  readonly #play: PlayRun;
  readonly #lists: (readonly Node[])[] = [];

  constructor(play: PlayRun) {
    this.#play = play;
    for (const role of play.play.publicRoles) if (role.role === undefined) this.add(role.handlers);
    this.add(play.play.handlers);
  }

  /** Takes in the handlers of a list: of the play, or of a role that came in. */
  add(nodes: readonly Node[]): void {
    if (nodes.length > 0) this.#lists.push(nodes);
  }

  /** Notes for hosts that a handler of this name, or that listens to it, has to run. E_PLAY_SYNTAX (exit 1) when there is none. */
  notify(name: string, hosts: readonly HostState[]): void {
    const found = this.#matching(name);
    if (found.length === 0) this.#missing(name);
    for (const host of hosts) for (const handler of found) host.notified.add(handler);
  }

  /** Ends the run, or with `error_on_missing_handler: no` only warns. */
  #missing(name: string): void {
    const message = `The requested handler '${name}' was not found in the play's handlers`;
    const { settings } = this.#play.run;
    if (!settings.errorOnMissingHandler) return this.#play.emit({ type: 'warning', message, where: undefined });
    throw new OmnicrmError('E_PLAY_SYNTAX', message, {
      hint: suggestion(name, this.#all().map(writtenName)) ?? 'Name it under handlers:, or as listen: of one',
      details: { exitCode: 1 },
    });
  }

  #matching(name: string): Task[] {
    const all = this.#all();
    const byName = this.#lists.toReversed().map(list => tasksOf(list).find(task => this.#isCalled(task, name)));
    const first = byName.find(task => task !== undefined);
    const listening = all.filter(task => this.#listensTo(task, name));
    return first === undefined ? listening : [first, ...listening.filter(task => task !== first)];
  }

  #isCalled(task: Task, name: string): boolean {
    if (task.name === undefined) return false;
    const written = asText(task.name) ?? '';
    if (written === name) return true;
    if (task.role !== undefined && `${task.role.name} : ${written}` === name) return true;
    return typeof task.name !== 'string' && this.#renderedName(task) === name;
  }

  #renderedName(task: Task): string {
    const host = this.#play.hosts[0]!;
    const templar = this.#play.templar(this.#play.scopeFor(host, task), task);
    return taskInfo({ ...task, role: undefined }, topSection, templar, false).name;
  }

  #listensTo(task: Task, name: string): boolean {
    const raw = taskKeywords(task).get('listen');
    if (raw === undefined) return false;
    const host = this.#play.hosts[0]!;
    return nameList('listen', raw, this.#play.templar(this.#play.scopeFor(host, task), task)).includes(name);
  }

  #all(): Task[] {
    return this.#lists.flatMap(list => tasksOf(list));
  }

  /** Runs what was notified, in the order of definition; handlers notified by handlers run in the same flush. */
  async flush(hosts: readonly HostState[], section: Section): Promise<void> {
    while (this.#all().some(task => this.#hostsFor(task, hosts).length > 0)) {
      for (const task of this.#all()) await this.#runHandler(task, hosts, section);
    }
  }

  async #runHandler(task: Task, hosts: readonly HostState[], section: Section): Promise<void> {
    const chosen = this.#hostsFor(task, hosts);
    for (const host of chosen) host.notified.delete(task);
    if (chosen.length > 0) await this.#play.walker.runTask(task, this.#play, chosen, section);
  }

  #hostsFor(task: Task, hosts: readonly HostState[]): HostState[] {
    return hosts.filter(host => host.notified.has(task) && host.active);
  }
}

function tasksOf(nodes: readonly Node[]): Task[] {
  return nodes.flatMap(node => {
    if (node.kind === 'block') return tasksOf([...node.block, ...node.rescue, ...node.always]);
    return node.imported ? tasksOf(node.imported) : [node];
  });
}
