import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { checksum } from '../shared/checksum.ts';
import { applyAttributes, type AttributeChange } from '../shared/file-attributes.ts';
import { FileProblem } from '../shared/file-problem.ts';
import { pathInfo } from '../shared/path-info.ts';
import { absolutePath, flagArgument, textArgument } from '../shared/read-arguments.ts';
import { validateContent } from '../shared/validate.ts';
import { backupFile, writeFileAtomically } from '../shared/write-file.ts';

export interface Placement {
  readonly content: Buffer;
  /** Where the content came from, as the result tells it. */
  readonly src: string;
  /** The file's name where `dest` is a directory; undefined refuses directories. */
  readonly name: string | undefined;
}

interface Target {
  /** As the result tells it. */
  readonly dest: string;
  readonly path: string;
}

/** Brings a file's content and attributes to what `copy` and `template` want; the result is Ansible's. */
export async function placeFile(
  placement: Placement,
  args: ModuleArguments,
  context: ModuleContext,
): Promise<ModuleResult> {
  const target = targetOf(placement, args, context);
  const sum = checksum(placement.content);
  const present = existsSync(target.path) ? readFileSync(target.path) : undefined;
  if (present !== undefined && !flagArgument(args, 'force'))
    return { changed: false, dest: target.dest, src: placement.src };
  if (present !== undefined && checksum(present) === sum) return sameContent(target, sum, args, context);
  const diff = { diff: context.diff ? [contentDiff(present, placement.content, target.dest)] : [] };
  if (context.check) return { changed: true, ...diff };
  return { ...(await replace(placement, target, sum, args, context)), ...diff };
}

function targetOf(placement: Placement, args: ModuleArguments, context: ModuleContext): Target {
  const dest = textArgument(args, 'dest');
  const path = absolutePath(context, dest);
  if (dest.endsWith('/') && !context.check) mkdirSync(path, { recursive: true });
  const isDirectory = dest.endsWith('/') || (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
  if (isDirectory && placement.name === undefined) throw new FileProblem('can not use content with a dir as dest');
  const target = isDirectory
    ? { dest: join(dest, placement.name!), path: join(path, placement.name!) }
    : { dest, path };
  if (!existsSync(dirname(target.path)) && !context.check)
    throw new FileProblem(`Destination directory ${dirname(target.dest)} does not exist`, {
      checksum: checksum(placement.content),
    });
  return target;
}

function sameContent({ dest, path }: Target, sum: string, args: ModuleArguments, context: ModuleContext): ModuleResult {
  const change = applyAttributes(path, args, { check: context.check });
  const diff = context.diff ? { diff: attributeDiff(dest, change) } : {};
  return { changed: change !== undefined, checksum: sum, dest, path: dest, ...pathInfo(path), ...diff };
}

async function replace(
  { content, src }: Placement,
  { dest, path }: Target,
  sum: string,
  args: ModuleArguments,
  context: ModuleContext,
): Promise<ModuleResult> {
  await validateContent(content, path, args, context);
  const backup = flagArgument(args, 'backup') && existsSync(path) ? backupFile(path, context.clock()) : undefined;
  writeFileAtomically(path, content);
  applyAttributes(path, args, { check: false });
  return {
    changed: true,
    checksum: sum,
    dest,
    md5sum: checksum(content, 'md5'),
    src,
    ...pathInfo(path),
    ...(backup === undefined ? {} : { backup_file: backup }),
  };
}

function contentDiff(before: Buffer | undefined, after: Buffer, dest: string): Record<string, unknown> {
  return {
    before: before === undefined ? '' : diffText(before),
    ...(before === undefined ? {} : { before_header: dest }),
    after: diffText(after),
    after_header: dest,
  };
}

function diffText(content: Buffer): string {
  return content.includes(0) ? '(binary)' : content.toString('utf8');
}

/** The diff of a file whose attributes alone are at stake. */
export function attributeDiff(path: string, change: AttributeChange | undefined): Record<string, unknown> {
  return { before: { path, ...change?.before }, after: { path, ...change?.after } };
}
