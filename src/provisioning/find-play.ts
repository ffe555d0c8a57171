import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { didYouMean, OmnicrmError } from '../errors.ts';

const PLAY_NAME = /^[A-Za-z0-9_-]+$/;

/**
 * The file of a play by its bare name, searched in the plays folders in their order. A name that is more than letters, digits,
 * `_` and `-` is refused (E_INPUT): it may come from a request. Throws E_PLAY_MISSING with the nearest name there is.
 */
export function findPlay(name: string, folders: readonly string[]): string {
  if (!PLAY_NAME.test(name)) {
    const hint = 'Give the name of a file in the plays folders without its .yaml: letters, digits, _ and -.';
    throw new OmnicrmError('E_INPUT', `'${name}' is not the name of a play`, { hint });
  }
  const file = folders.map(folder => join(folder, `${name}.yaml`)).find(path => existsSync(path));
  if (file !== undefined) return file;
  const near = didYouMean(name, listPlays(folders));
  throw new OmnicrmError('E_PLAY_MISSING', `There is no play '${name}' in ${folders.join(', ')}`, {
    hint:
      near === undefined
        ? `Put ${name}.yaml there, or list what is there with: omnicrm play list`
        : `Did you mean '${near}'?`,
  });
}

/** Names of all plays of the folders, sorted. A play of an earlier folder hides its namesake of a later one. */
export function listPlays(folders: readonly string[]): string[] {
  const files = folders.filter(folder => existsSync(folder)).flatMap(folder => readdirSync(folder));
  const names = files.filter(file => file.endsWith('.yaml')).map(file => file.slice(0, -'.yaml'.length));
  return [...new Set(names)].toSorted();
}
