/** All tests by name, each also under `ansible.builtin.`. */
import { byQualifiedName } from '../arguments/qualified.ts';
import type { TemplateTest } from '../callable.ts';
import { comparisonTests } from './comparisons.ts';
import { fileTests } from './files.ts';
import { kindTests } from './kinds.ts';
import { regexTests } from './regex.ts';
import { resultTests } from './results.ts';
import { uriTests } from './uris.ts';
import { valueTests } from './values.ts';
import { vaultTests } from './vault.ts';
import { versionTests } from './version.ts';

export const tests: ReadonlyMap<string, TemplateTest> = byQualifiedName({
  ...comparisonTests,
  ...fileTests,
  ...kindTests,
  ...regexTests,
  ...resultTests,
  ...uriTests,
  ...valueTests,
  ...vaultTests,
  ...versionTests,
});
