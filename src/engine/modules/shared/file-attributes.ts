import { chmodSync, chownSync, lchownSync, lstatSync, statSync, type Stats } from 'node:fs';
import type { ModuleArguments } from '../../module.ts';
import { isSystemError, FileProblem, systemMessage } from './file-problem.ts';
import { modeText, resolveMode } from './mode.ts';
import { groupId, userId } from './owner.ts';
import { optionalText } from './read-arguments.ts';

/** The attributes which a task asks for and the file does not have, as results and diffs show them. */
export interface AttributeChange {
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/**
 * Gives a file the mode, owner and group of the task's options, and tells what differed; with `check` it only tells.
 * A link's own mode cannot be changed; `follow` is about the file behind it.
 */
export function applyAttributes(
  path: string,
  args: ModuleArguments,
  { check, follow = true }: { readonly check: boolean; readonly follow?: boolean },
): AttributeChange | undefined {
  const stats = (follow ? statSync : lstatSync)(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  const change = { before: {} as Record<string, unknown>, after: {} as Record<string, unknown> };
  applyOwner(path, args, stats, check, change);
  applyMode(path, args, stats, check, change);
  return Object.keys(change.after).length === 0 ? undefined : change;
}

type Change = { before: Record<string, unknown>; after: Record<string, unknown> };

function applyOwner(path: string, args: ModuleArguments, stats: Stats, check: boolean, change: Change): void {
  const [owner, group] = [optionalText(args, 'owner'), optionalText(args, 'group')];
  const uid = owner === null ? stats.uid : userId(owner);
  const gid = group === null ? stats.gid : groupId(group);
  if (uid !== stats.uid) [change.before['owner'], change.after['owner']] = [stats.uid, uid];
  if (gid !== stats.gid) [change.before['group'], change.after['group']] = [stats.gid, gid];
  if (check || (uid === stats.uid && gid === stats.gid)) return;
  const set = stats.isSymbolicLink() ? lchownSync : chownSync;
  refusing('chown failed', () => set(path, uid, gid));
}

function applyMode(path: string, args: ModuleArguments, stats: Stats, check: boolean, change: Change): void {
  const mode = args['mode'] ?? null;
  if (mode === null || mode === 'preserve' || stats.isSymbolicLink()) return;
  const present = stats.mode & 0o7777;
  const wanted = resolveMode(mode, present, stats.isDirectory());
  if (wanted === present) return;
  [change.before['mode'], change.after['mode']] = [modeText(present), modeText(wanted)];
  if (!check) refusing('chmod failed', () => chmodSync(path, wanted));
}

function refusing(what: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (isSystemError(error)) throw new FileProblem(`${what}: ${systemMessage(error)}`);
    throw error;
  }
}
