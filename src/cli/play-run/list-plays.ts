/** `--list-tasks`, `--list-tags`, `--list-hosts`: the plays as ansible-playbook lists them; nothing runs. */
import type { Node, Play, Playbook, Task } from '../../engine/playbook.ts';
import type { Inventory } from '../../engine/inventory/inventory.ts';
import { matching, splitPattern } from '../../engine/run/match-hosts.ts';
import { repr } from '../../template/index.ts';
import { asText, listOf } from '../../engine/load/tree.ts';
import { taskKeywords } from '../../engine/run/task-keywords.ts';
import { selectedByTags, tagChoice, tagWords } from '../../engine/run/tags.ts';
import type { PlayOptions } from './play-options.ts';

export function listPlays(playbook: Playbook, options: PlayOptions, inventory: Inventory): string {
  const plays = playbook.plays.map((play, index) => listPlay(play, index, options, inventory));
  return `\nplaybook: ${options.files.join(', ')}\n${plays.join('')}`;
}

function listPlay(play: Play, index: number, options: PlayOptions, inventory: Inventory): string {
  const hosts = listOf(play.keywords.get('hosts')).map(asText).join(',');
  const name = asText(play.keywords.get('name')) ?? hosts;
  // A list of tags is of all of them.
  const only = options.listTags && options.tags.length === 0 ? ['all', 'never'] : options.tags;
  const tasks = tasksOf(play).filter(task => selectedByTags(tagsOf(task), tagChoice(only, options.skipTags)));
  const lines = [
    `\n  play #${index + 1} (${hosts}): ${name}\tTAGS: [${shown(tagWords(listOf(play.keywords.get('tags')), raw => raw))}]`,
  ];
  if (options.listHosts) lines.push(...hostLines(hosts, options.limit, inventory));
  if (options.listTasks)
    lines.push('    tasks:', ...tasks.map(task => `      ${nameOf(task)}\tTAGS: [${shown(tagsOf(task))}]`));
  if (options.listTags) lines.push(`      TASK TAGS: [${shown(new Set(tasks.flatMap(task => [...tagsOf(task)])))}]`);
  return `${lines.join('\n')}\n`;
}

function hostLines(pattern: string, limit: string | undefined, inventory: Inventory): string[] {
  const limited = limit === undefined ? undefined : new Set(matching(splitPattern(limit), { inventory }));
  const names = matching(splitPattern(pattern), { inventory }).filter(name => limited?.has(name) ?? true);
  return [
    `    pattern: [${pattern
      .split(',')
      .map(part => repr(part))
      .join(', ')}]`,
    `    hosts (${names.length}):`,
    ...names.map(name => `      ${name}`),
  ];
}

function tasksOf(play: Play): Task[] {
  const roles = play.roles.flatMap(role => role.tasks);
  return [...play.preTasks, ...roles, ...play.tasks, ...play.postTasks].flatMap(flat);
}

function flat(node: Node): Task[] {
  if (node.kind === 'block') return node.block.flatMap(flat);
  if (node.imported) return node.imported.flatMap(flat);
  return [node];
}

function tagsOf(task: Task): Set<string> {
  return tagWords(taskKeywords(task).tags, raw => raw);
}

function nameOf(task: Task): string {
  const own = asText(task.name);
  return own === undefined || task.role === undefined ? (own ?? task.action) : `${task.role.name} : ${own}`;
}

function shown(tags: ReadonlySet<string>): string {
  return [...tags].toSorted().join(', ');
}
