import type { Node, Play, Task } from '../playbook.ts';

/** The number of tasks written in a play, with those of blocks' rescue and always, of imports and of roles. */
export function countTasks(play: Play): number {
  return writtenTasks(play).length;
}

/** Those tasks, in the order they are written. */
export function writtenTasks(play: Play): Task[] {
  const roles = play.roles.flatMap(role => role.tasks);
  return [...play.preTasks, ...roles, ...play.tasks, ...play.postTasks].flatMap(tasksOf);
}

function tasksOf(node: Node): Task[] {
  if (node.kind === 'block') return [...node.block, ...node.rescue, ...node.always].flatMap(tasksOf);
  return node.imported ? node.imported.flatMap(tasksOf) : [node];
}
