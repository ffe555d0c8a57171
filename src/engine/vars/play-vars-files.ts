import { resolve } from 'node:path';
import { str, TemplateError, type Raw, type Templar } from '../../template/index.ts';
import { loadVarsFile } from '../load/load-vars-file.ts';
import { isFile } from '../load/source-file.ts';
import { listOf } from '../load/tree.ts';
import type { Play, Vars } from '../playbook.ts';

/** Reads a play's vars_files, the last one first. A list is a choice of files: the first that is there. Missing ones are passed over. */
export function playVarsFiles(play: Play, templar: Templar): readonly Vars[] {
  return play.varsFiles.flatMap(choice => firstOf(listOf(choice), play, templar)).toReversed();
}

function firstOf(names: readonly Raw[], play: Play, templar: Templar): Vars[] {
  const paths = names.flatMap(name => pathOf(name, play, templar));
  const path = paths.find(isFile);
  return path === undefined ? [] : [loadVarsFile(path, play.where)];
}

/** A name that needs a variable which is not there yet stands for no file. */
function pathOf(name: Raw, play: Play, templar: Templar): string[] {
  try {
    const path = resolve(play.directory, str(templar.render(name)));
    return [path, resolve(play.directory, 'vars', str(templar.render(name)))];
  } catch (error) {
    if (error instanceof TemplateError && error.kind === 'undefined') return [];
    throw error;
  }
}
