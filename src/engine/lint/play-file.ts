import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { OmnicrmError, type Where } from '../../errors.ts';
import { loadTrustedYaml, type Raw, type TrustedYaml, type Value } from '../../template/index.ts';
import { missingFile, playError } from '../load/play-error.ts';

/** A YAML file with the places of all its parts. */
export interface PlayFile {
  readonly path: string;
  readonly directory: string;
  readonly root: Raw;
  readonly positions: TrustedYaml['positions'];
  readonly warnings: TrustedYaml['warnings'];
  readonly lines: readonly string[];
}

/** Reads a YAML file. E_PLAY_MISSING when it is not there, E_PLAY_SYNTAX when it is no YAML. */
export function readPlayFile(path: string, from?: Where): PlayFile {
  const text = readText(path, from);
  try {
    const { value, positions, warnings } = loadTrustedYaml(text, path);
    return { path, directory: dirname(path), root: value, positions, warnings, lines: text.split(/\r\n?|\n/) };
  } catch (error) {
    if (!(error instanceof OmnicrmError)) throw error;
    throw playError(error.where ?? startOf(path), `YAML syntax: ${error.message}`, { hint: error.hint, cause: error });
  }
}

/** The same, or nothing where it cannot be read: for files that a play may do without. */
export function readPlayFileIfAny(path: string): PlayFile | undefined {
  try {
    return readPlayFile(path);
  } catch (error) {
    if (error instanceof OmnicrmError) return undefined;
    throw error;
  }
}

function readText(path: string, from: Where | undefined): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw missingFile(from, path, error);
  }
}

/** Where a mapping or list begins; the file's start for anything else. */
export function placeOf(file: PlayFile, container: Raw): Where {
  return file.positions.of(container) ?? startOf(file.path);
}

/** Where a key of a mapping stands; where the mapping begins for a key that a merge brought. */
export function placeOfKey(file: PlayFile, container: Raw, key: Value): Where {
  return file.positions.ofKey(container, key) ?? placeOf(file, container);
}

/** Where the value of a key, or the item of an index, begins. */
export function placeOfValue(file: PlayFile, container: Raw, keyOrIndex: Value): Where {
  return file.positions.ofValue(container, keyOrIndex) ?? placeOf(file, container);
}

function startOf(file: string): Where {
  return { file, line: 1, column: 1 };
}
