import { resolve } from 'node:path';
import { str, TemplateError, type Raw, type Templar } from '../../template/index.ts';
import { loadVarsFile } from '../load/load-vars-file.ts';
import { isFile } from '../load/source-file.ts';
import { listOf } from '../load/tree.ts';
import type { Play, Vars } from '../playbook.ts';

export interface PlayVarsFiles {
  /** The last file first. */
  readonly layers: readonly Vars[];
  /** False when a name needs a variable that is not there yet: a fact that is still to be gathered. */
  readonly complete: boolean;
}

/** Reads a play's vars_files. A list is a choice of files: the first that is there. Missing ones are passed over. */
export function playVarsFiles(play: Play, templar: Templar): PlayVarsFiles {
  const choices = play.varsFiles.map(choice => listOf(choice).map(name => pathsOf(name, play, templar)));
  const complete = choices.every(names => names.every(paths => paths !== undefined));
  const layers = choices
    .flatMap(names =>
      firstOf(
        names.flatMap(paths => paths ?? []),
        play,
      ),
    )
    .toReversed();
  return { layers, complete };
}

function firstOf(paths: readonly string[], play: Play): Vars[] {
  const path = paths.find(isFile);
  return path === undefined ? [] : [loadVarsFile(path, play.where)];
}

/** A name that needs a variable which is not there yet stands for no file. */
function pathsOf(name: Raw, play: Play, templar: Templar): string[] | undefined {
  try {
    const path = resolve(play.directory, str(templar.render(name)));
    return [path, resolve(play.directory, 'vars', str(templar.render(name)))];
  } catch (error) {
    if (error instanceof TemplateError && error.kind === 'undefined') return undefined;
    throw error;
  }
}
