/** The text of a play with all the files that belong to it, and its digest: a run goes on only with the play it began with. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Node, Playbook } from '../engine/index.ts';

export interface PlaySource {
  /** SHA-256 of the text. */
  readonly digest: string;
  readonly text: string;
}

/** The play's file and what it imports, one after the other. */
export function playSource(playbook: Playbook): PlaySource {
  const files = new Set([playbook.file, ...playbook.plays.flatMap(filesOfPlay)]);
  const text = [...files].map(file => textOf(playbook, file)).join('\n');
  return { text, digest: createHash('sha256').update(text).digest('hex') };
}

function textOf({ file: main, directory }: Playbook, file: string): string {
  const text = readFileSync(file, 'utf8');
  return file === main ? text : `# ${relative(directory, file)}\n${text}`;
}

function filesOfPlay(play: Playbook['plays'][number]): string[] {
  const { preTasks, tasks, postTasks, handlers, roles } = play;
  const nodes = [...preTasks, ...roles.flatMap(role => role.tasks), ...tasks, ...postTasks, ...handlers];
  return [play.where.file, ...filesOfNodes(nodes)];
}

function filesOfNodes(nodes: readonly Node[]): string[] {
  return nodes.flatMap(node =>
    node.kind === 'task'
      ? [node.where.file, ...filesOfNodes(node.imported ?? [])]
      : [node.where.file, ...filesOfNodes([...node.block, ...node.rescue, ...node.always])],
  );
}
