/** The text of a play with all the files that belong to it, and its digest: a run goes on only with the play it began with. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Node, Playbook } from '../engine/index.ts';

export interface PlaySource {
  /** SHA-256 of the text. */
  readonly digest: string;
  /** JSON: the text of each file by its name, the play's own file first. */
  readonly text: string;
}

/** The play's file and what it imports; read once. */
export function playSource(playbook: Playbook): PlaySource {
  const known = sources.get(playbook);
  if (known !== undefined) return known;
  const source = readSource(playbook);
  sources.set(playbook, source);
  return source;
}

const sources = new WeakMap<Playbook, PlaySource>();

function readSource(playbook: Playbook): PlaySource {
  const files = new Set([playbook.file, ...playbook.plays.flatMap(filesOfPlay)]);
  const texts = [...files].map(file => [relative(playbook.directory, file), readFileSync(file, 'utf8')]);
  const text = JSON.stringify(Object.fromEntries(texts));
  return { text, digest: createHash('sha256').update(text).digest('hex') };
}

/** The files of a text that `playSource` made. */
export function readPlayFiles(text: string): ReadonlyMap<string, string> {
  return new Map(Object.entries(JSON.parse(text) as Record<string, string>));
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
