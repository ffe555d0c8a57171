import type { Where } from '../../errors.ts';
import type { Vars } from '../playbook.ts';
import { playError } from './play-error.ts';
import { readSourceFile } from './source-file.ts';
import { asDict, kindOf, textEntries } from './tree.ts';

/** The variables of a YAML or JSON file; an empty file holds none. E_PLAY_MISSING, E_PLAY_SYNTAX. */
export function loadVarsFile(path: string, from?: Where): Vars {
  const { root } = readSourceFile(path, from);
  if (root === null) return new Map();
  const dict = asDict(root);
  if (!dict) {
    throw playError(
      { file: path, line: 1, column: 1 },
      `${path} must be stored as a dictionary of variables, not ${kindOf(root)}`,
    );
  }
  return textEntries(dict);
}
