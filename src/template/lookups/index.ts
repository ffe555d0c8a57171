/** All lookups by name, each also under `ansible.builtin.`. */
import { byQualifiedName } from '../arguments/qualified.ts';
import type { TemplateLookup } from '../callable.ts';
import { commandLookups } from './commands.ts';
import { configLookups } from './config.ts';
import { csvLookups } from './csvfile.ts';
import { fileLookups } from './files.ts';
import { firstFoundLookups } from './first-found.ts';
import { iniLookups } from './ini.ts';
import { listLookups } from './lists.ts';
import { passwordLookups } from './password.ts';
import { sequenceLookups } from './sequence.ts';
import { subelementsLookups } from './subelements.ts';
import { urlLookups } from './url.ts';
import { variableLookups } from './variables.ts';

export const lookups: ReadonlyMap<string, TemplateLookup> = byQualifiedName({
  ...commandLookups,
  ...configLookups,
  ...csvLookups,
  ...fileLookups,
  ...firstFoundLookups,
  ...iniLookups,
  ...listLookups,
  ...passwordLookups,
  ...sequenceLookups,
  ...subelementsLookups,
  ...urlLookups,
  ...variableLookups,
});
