import type { Node, Playbook } from '../engine/index.ts';

/** How many tasks a playbook has as written: those of rescue and always sections and of handlers included. */
export function countTasks(playbook: Playbook): number {
  const sections = playbook.plays.flatMap(play => [play.preTasks, play.tasks, play.postTasks, play.handlers]);
  return sections.reduce((sum, nodes) => sum + countNodes(nodes), 0);
}

function countNodes(nodes: readonly Node[]): number {
  return nodes.reduce((sum, node) => sum + countNode(node), 0);
}

function countNode(node: Node): number {
  if (node.kind === 'task') return node.imported === undefined ? 1 : countNodes(node.imported);
  return countNodes(node.block) + countNodes(node.rescue) + countNodes(node.always);
}
