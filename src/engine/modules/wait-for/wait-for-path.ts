import { existsSync, readFileSync } from 'node:fs';
import type { ModuleArguments, ModuleContext } from '../../module.ts';
import { absolutePath, optionalText, textArgument } from '../shared/read-arguments.ts';
import { reachedWithoutMatch, searchText, type Reached } from './reached.ts';

/** Whether the file is there (and holds what is searched), or is gone, as the state asks; null when not yet. */
export async function pathReached(args: ModuleArguments, context: ModuleContext): Promise<Reached | null> {
  const path = absolutePath(context, textArgument(args, 'path'));
  const exists = existsSync(path);
  const pattern = optionalText(args, 'search_regex');
  const found = exists && pattern !== null ? searchText(pattern, readFileSync(path, 'utf8')) : null;
  if (textArgument(args, 'state') === 'absent')
    return exists && (pattern === null || found !== null) ? null : reachedWithoutMatch;
  if (pattern !== null) return found;
  return exists ? reachedWithoutMatch : null;
}
