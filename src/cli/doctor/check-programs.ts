import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Check, type Finding, ok, warning } from './check.ts';

/** Programs that plays may lean on, and the package that brings each; those of actions are theirs to name. */
const programs: readonly (readonly [program: string, need: string, packageName: string])[] = [
  ['ansible-playbook', 'tasks of modules that are not built in', 'ansible-core'],
];

export const checkPrograms: Check = async () => programs.map(look);

function look([program, need, packageName]: (typeof programs)[number]): Finding {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.map(folder => join(folder, program)).find(isProgram);
  if (found !== undefined) return ok(found);
  return warning(`${program} is missing: ${need} need it`, `apt-get install ${packageName}`);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
