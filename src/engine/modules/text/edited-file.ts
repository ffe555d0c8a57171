import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { applyAttributes, type AttributeChange } from '../shared/file-attributes.ts';
import { FileProblem } from '../shared/file-problem.ts';
import { absolutePath, flagArgument, textArgument } from '../shared/read-arguments.ts';
import { validateContent } from '../shared/validate.ts';
import { backupFile, writeFileAtomically } from '../shared/write-file.ts';

/** A text file that a task edits. */
export interface EditedFile {
  /** As the task wrote it. */
  readonly shown: string;
  readonly path: string;
  readonly text: string;
  readonly exists: boolean;
}

/** Reads the file; a missing one is empty where the task may create it. Throws FileProblem otherwise. */
export function readEdited(
  args: ModuleArguments,
  context: ModuleContext,
  missing: (shown: string) => string,
): EditedFile {
  const shown = textArgument(args, 'path');
  const path = absolutePath(context, shown);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new FileProblem(`Path ${shown} is a directory !`, { rc: 256 });
  const exists = existsSync(path);
  if (!exists && !flagArgument(args, 'create')) throw new FileProblem(missing(shown), { rc: 257 });
  return { shown, path, text: exists ? readFileSync(path, 'utf8') : '', exists };
}

export interface Saved {
  readonly backup: string;
  readonly attributes: AttributeChange | undefined;
}

/** Writes the new text where it differs, then gives the file its attributes; in check mode it only looks. */
export async function saveEdited(
  file: EditedFile,
  text: string,
  args: ModuleArguments,
  context: ModuleContext,
): Promise<Saved> {
  const differs = text !== file.text || !file.exists;
  let backup = '';
  if (differs && !context.check) {
    if (file.exists && flagArgument(args, 'backup')) backup = backupFile(file.path, context.clock());
    await validateContent(text, file.path, args, context);
    mkdirSync(dirname(file.path), { recursive: true });
    writeFileAtomically(file.path, text);
  }
  return { backup, attributes: applyAttributes(file.path, args, { check: context.check }) };
}

/** The two diffs of an edited file: its text and its attributes. */
export function editedDiff(
  file: EditedFile,
  text: string,
  saved: Saved,
  context: ModuleContext,
): Pick<ModuleResult, 'diff'> | Record<string, never> {
  if (!context.diff) return {};
  const content = headed(file.shown, 'content', file.text, text);
  const { before = {}, after = {} } = saved.attributes ?? {};
  const attributes = {
    ...headed(file.shown, 'file attributes', before, after),
    ...(saved.attributes === undefined ? { before: undefined, after: undefined } : {}),
  };
  return { diff: [content, attributes] };
}

function headed(shown: string, what: string, before: unknown, after: unknown): Record<string, unknown> {
  const header = `${shown} (${what})`;
  return { before, before_header: header, after, after_header: header };
}

/** `line added and ownership, perms or SE linux context changed` and its likes. */
export function withAttributeMessage(message: string, attributes: AttributeChange | undefined): string {
  if (attributes === undefined) return message;
  return `${message === '' ? '' : `${message} and `}ownership, perms or SE linux context changed`;
}
