/** Plays that were read and checked before. A play of one file is read again only when that file has changed. */
import { statSync } from 'node:fs';
import { loadPlaybook, type ModuleTable, type Node, type Playbook } from '../engine/index.ts';

interface KeptPlay {
  readonly stamp: string;
  readonly modules: ModuleTable;
  readonly playbook: Playbook;
}

const kept = new Map<string, KeptPlay>();
/** More than an operator has. */
const MOST = 200;

/** The play of a file, checked whole; what the engine works out of its tasks is worked out once. Throws E_PLAY_MISSING or E_PLAY_SYNTAX. */
export function readPlay(file: string, modules: ModuleTable): Playbook {
  const stamp = stampOf(file);
  const known = kept.get(file);
  if (known?.stamp === stamp && known.modules === modules) return known.playbook;
  const playbook = loadPlaybook(file, { modules });
  if (kept.size >= MOST) kept.clear();
  if (isOfOneFile(playbook)) kept.set(file, { stamp, modules, playbook });
  return playbook;
}

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.ino}:${stat.size}:${stat.mtimeMs}`;
}

/** No role, no import: nothing else was read with it. */
function isOfOneFile({ file, plays }: Playbook): boolean {
  return plays.every(
    ({ where, roles, preTasks, tasks, postTasks, handlers }) =>
      where.file === file &&
      roles.length === 0 &&
      [...preTasks, ...tasks, ...postTasks, ...handlers].every(isWrittenHere),
  );
}

function isWrittenHere(node: Node): boolean {
  if (node.kind === 'task') return node.imported === undefined;
  return [...node.block, ...node.rescue, ...node.always].every(isWrittenHere);
}
