import { asText } from '../load/tree.ts';
import type { Script, ScriptBlock, ScriptNode, ScriptParent, ScriptTask } from './script.ts';

/** Every task of a list, of its blocks and of what they include, in the order they are written. */
export function* tasksIn(nodes: readonly ScriptNode[]): Generator<ScriptTask> {
  for (const node of nodes) {
    if (node.kind === 'block') yield* tasksIn([...node.block, ...node.rescue, ...node.always]);
    else {
      yield node;
      yield* tasksIn(node.included);
    }
  }
}

export function* allTasks(script: Script): Generator<ScriptTask> {
  for (const play of script.plays) yield* tasksIn(play.nodes);
}

export function* allBlocks(script: Script): Generator<ScriptBlock> {
  for (const play of script.plays) yield* blocksIn(play.nodes);
}

function* blocksIn(nodes: readonly ScriptNode[]): Generator<ScriptBlock> {
  for (const node of nodes) {
    if (node.kind === 'block') {
      yield node;
      yield* blocksIn([...node.block, ...node.rescue, ...node.always]);
    } else yield* blocksIn(node.included);
  }
}

/** Blocks, includes and the play around a node, the nearest first. */
export function* around(node: ScriptNode): Generator<ScriptParent> {
  for (let parent: ScriptParent | undefined = node.parent; parent !== undefined; parent = parent.parent) yield parent;
}

/** Whether it stands in a rescue, itself or with a block around it. */
export function isInRescue(node: ScriptNode): boolean {
  if (node.section === 'rescue') return true;
  return [...around(node)].some(parent => parent.kind !== 'play' && parent.section === 'rescue');
}

/** What is told about a task: its name as written, else its module. */
export function titleOf(task: ScriptTask): string {
  return asText(task.entries.get('name')) ?? task.action ?? 'a task';
}
