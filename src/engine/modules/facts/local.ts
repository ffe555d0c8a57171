import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseJson, type Value } from '../../../template/index.ts';
import type { ModuleContext } from '../../module.ts';
import type { Collector, Facts } from './collector.ts';

/** `ansible_local`: NAME.fact files of the folder `fact_path`, JSON as they stand or as they print it. */
export const local: Collector = {
  name: 'local',
  minimal: true,
  words: [],
  gather(context: ModuleContext, factPath: string): Facts {
    const files = factFiles(factPath);
    return {
      local: Object.fromEntries(files.map(name => [basename(name, '.fact'), read(join(factPath, name), context)])),
    };
  },
};

function factFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.fact'))
      .toSorted();
  } catch {
    return [];
  }
}

/** What a file tells; the reason as text when it tells nothing that can be read, as Ansible keeps it. */
function read(path: string, context: ModuleContext): Value {
  try {
    const executable = (statSync(path).mode & 0o111) !== 0;
    return parseJson(executable ? output(path) : readFileSync(path, 'utf8'));
  } catch (error) {
    const problem = `error loading fact - ${path}: ${error instanceof Error ? error.message : String(error)}`;
    context.warn(problem);
    return problem;
  }
}

function output(path: string): string {
  return execFileSync(path, { encoding: 'utf8', timeout: 10_000, stdio: ['ignore', 'pipe', 'ignore'] });
}
