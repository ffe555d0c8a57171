import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { OmnicrmError, type Where } from '../../errors.ts';
import { loadTrustedYaml, type Raw } from '../../template/index.ts';
import type { LoadWarning } from '../playbook.ts';
import { openVaultedText } from '../vault/keyring.ts';
import { readPlainFile } from '../vault/read-plain-file.ts';
import { missingFile, playError } from './play-error.ts';

/** A YAML file as it was read: its tree and the place of each container in it. */
export interface SourceFile {
  readonly file: string;
  readonly directory: string;
  readonly root: Raw;
  readonly warnings: readonly LoadWarning[];
  /** The place of a mapping or list of this file; the file's start for anything else. */
  whereOf(raw: Raw | undefined): Where;
  /** The place of a key of such a mapping. */
  whereOfKey(raw: Raw, key: string): Where;
}

/** Reads a YAML file whose strings may be templates. E_PLAY_MISSING when it is not there, E_PLAY_SYNTAX when it is no YAML. */
export function readSourceFile(path: string, from?: Where): SourceFile {
  const { mtimeMs, size } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: 0, size: -1 };
  const known = read.get(path);
  if (known?.mtimeMs === mtimeMs && known.size === size) return known.source;
  const source = readAnew(path, from);
  if (read.size >= mostKept) read.clear();
  read.set(path, { mtimeMs, size, source });
  return source;
}

/** Files read before, as long as they are unchanged: an include in a loop reads its file once. */
const read = new Map<string, { readonly mtimeMs: number; readonly size: number; readonly source: SourceFile }>();
const mostKept = 500;

function readAnew(path: string, from: Where | undefined): SourceFile {
  const text = readText(path, from);
  const loaded = parse(text, path);
  const start = { file: path, line: 1, column: 1 };
  const whereOf = (raw: Raw | undefined): Where => (raw === undefined ? undefined : loaded.positions.of(raw)) ?? start;
  const whereOfKey = (raw: Raw, key: string): Where => loaded.positions.ofKey(raw, key) ?? whereOf(raw);
  const { value: root, warnings } = loaded;
  return { file: path, directory: dirname(path), root, warnings, whereOf, whereOfKey };
}

function readText(path: string, from: Where | undefined): string {
  try {
    return readPlainFile(path).toString('utf8');
  } catch (error) {
    if (error instanceof OmnicrmError) throw error;
    throw missingFile(from, path, error);
  }
}

function parse(text: string, path: string): ReturnType<typeof loadTrustedYaml> {
  try {
    return loadTrustedYaml(text, path, openVaultedText);
  } catch (error) {
    if (!(error instanceof OmnicrmError)) throw error;
    const where = error.where ?? { file: path, line: 1, column: 1 };
    throw playError(where, `YAML syntax: ${error.message}`, { hint: error.hint, cause: error });
  }
}

/** Whether a plain file is there. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Whether a directory is there. */
export function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
