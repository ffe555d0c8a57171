import type { Node, Play } from '../playbook.ts';

/** The number of tasks written in a play, with those of blocks' rescue and always, of imports and of roles. */
export function countTasks(play: Play): number {
  const roles = play.roles.flatMap(role => role.tasks);
  return countNodes([...play.preTasks, ...roles, ...play.tasks, ...play.postTasks]);
}

function countNodes(nodes: readonly Node[]): number {
  return nodes.reduce((sum, node) => sum + countNode(node), 0);
}

function countNode(node: Node): number {
  if (node.kind === 'block') return countNodes([...node.block, ...node.rescue, ...node.always]);
  return node.imported ? countNodes(node.imported) : 1;
}
