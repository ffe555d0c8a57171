import { lstatSync, mkdirSync, readdirSync, readlinkSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { applyAttributes } from '../shared/file-attributes.ts';
import { pathInfo } from '../shared/path-info.ts';
import { absolutePath, flagArgument, textArgument } from '../shared/read-arguments.ts';
import { placeFile } from './place-file.ts';
import { sourceBytes } from './source-bytes.ts';
import { withSourceMode } from './source-mode.ts';

/** Copies a folder: with a slash at its end its content goes into `dest`, without one the folder itself does. */
export async function copyTree(
  src: string,
  source: string,
  args: ModuleArguments,
  context: ModuleContext,
): Promise<ModuleResult> {
  const dest = textArgument(args, 'dest');
  const root = src.endsWith('/') ? absolutePath(context, dest) : join(absolutePath(context, dest), basename(source));
  let changed = makeDirectory(root, args, context);
  for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
    const from = join(entry.parentPath, entry.name);
    const one = await copyEntry(from, join(root, from.slice(source.length)), args, context);
    changed = one || changed;
  }
  if (flagArgument(args, 'remote_src'))
    return { changed, checksum: null, md5sum: null, dest, src, ...pathInfo(absolutePath(context, dest)) };
  return { changed, dest: dest.endsWith('/') ? dest : `${dest}/`, src: source };
}

async function copyEntry(from: string, to: string, args: ModuleArguments, context: ModuleContext): Promise<boolean> {
  const follow = args['local_follow'] !== false;
  if (!follow && lstatSync(from).isSymbolicLink()) return copyLink(from, to, context);
  if (statSync(from).isDirectory()) return makeDirectory(to, args, context);
  const placement = { content: sourceBytes(from, args), src: from, name: basename(from) };
  const result = await placeFile(placement, { ...withSourceMode(from, args), dest: to }, context);
  return result.changed === true;
}

function makeDirectory(path: string, args: ModuleArguments, context: ModuleContext): boolean {
  const exists = statSync(path, { throwIfNoEntry: false }) !== undefined;
  if (!exists && !context.check) mkdirSync(path, { recursive: true });
  const mode = args['directory_mode'] ?? null;
  const change = applyAttributes(path, { ...args, mode }, { check: context.check });
  return !exists || change !== undefined;
}

function copyLink(from: string, to: string, context: ModuleContext): boolean {
  const target = readlinkSync(from);
  const present = lstatSync(to, { throwIfNoEntry: false });
  if (present?.isSymbolicLink() === true && readlinkSync(to) === target) return false;
  if (context.check) return true;
  mkdirSync(dirname(to), { recursive: true });
  rmSync(to, { force: true });
  symlinkSync(target, to);
  return true;
}
