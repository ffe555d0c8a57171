/** All tests by name: Ansible's own also under `ansible.builtin.`, those of collections under the names of these. */
import { byQualifiedName } from '../arguments/qualified.ts';
import type { TemplateTest } from '../callable.ts';
import { comparisonTests } from './comparisons.ts';
import { fileTests } from './files.ts';
import { kindTests } from './kinds.ts';
import { networkTests } from './networks.ts';
import { regexTests } from './regex.ts';
import { resultTests } from './results.ts';
import { uriTests } from './uris.ts';
import { valueTests } from './values.ts';
import { vaultTests } from './vault.ts';
import { versionTests } from './version.ts';

const builtin = byQualifiedName({
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

export const tests: ReadonlyMap<string, TemplateTest> = new Map([...builtin, ...networkTests]);
