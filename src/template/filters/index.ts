/** All filters by name: Ansible's own also under `ansible.builtin.`, those of collections under the names of these. */
import { byQualifiedName } from '../arguments/qualified.ts';
import type { TemplateFilter } from '../callable.ts';
import { base64Filters } from './base64.ts';
import { combinatoricFilters } from './combinatorics.ts';
import { combineFilters } from './combine.ts';
import { conversionFilters } from './conversion.ts';
import { dateFilters } from './dates.ts';
import { fallbackFilters } from './fallbacks.ts';
import { groupingFilters } from './grouping.ts';
import { hashingFilters } from './hashing.ts';
import { htmlFilters } from './html.ts';
import { jsonQueryFilters } from './json-query.ts';
import { jsonFilters } from './json.ts';
import { mappingFilters } from './mappings.ts';
import { networkFilters } from './network/index.ts';
import { numberFilters } from './numbers.ts';
import { orderingFilters } from './ordering.ts';
import { passwordFilters } from './passwords.ts';
import { pathFilters } from './paths.ts';
import { randomFilters } from './random.ts';
import { regexFilters } from './regex.ts';
import { rewritingFilters } from './rewriting.ts';
import { selectingFilters } from './selecting.ts';
import { sequenceFilters } from './sequences.ts';
import { setFilters } from './sets.ts';
import { shellFilters } from './shell.ts';
import { sizeFilters } from './sizes.ts';
import { textFilters } from './text.ts';
import { urlizeFilters } from './urlize.ts';
import { urlFilters } from './urls.ts';
import { vaultFilters } from './vault.ts';
import { windowsPathFilters } from './windows-paths.ts';
import { yamlFilters } from './yaml.ts';

const builtin = byQualifiedName({
  ...base64Filters,
  ...combinatoricFilters,
  ...combineFilters,
  ...conversionFilters,
  ...dateFilters,
  ...fallbackFilters,
  ...groupingFilters,
  ...hashingFilters,
  ...htmlFilters,
  ...jsonFilters,
  ...mappingFilters,
  ...numberFilters,
  ...orderingFilters,
  ...passwordFilters,
  ...pathFilters,
  ...randomFilters,
  ...regexFilters,
  ...rewritingFilters,
  ...selectingFilters,
  ...sequenceFilters,
  ...setFilters,
  ...shellFilters,
  ...sizeFilters,
  ...textFilters,
  ...urlizeFilters,
  ...urlFilters,
  ...vaultFilters,
  ...windowsPathFilters,
  ...yamlFilters,
});

export const filters: ReadonlyMap<string, TemplateFilter> = new Map([
  ...builtin,
  ...jsonQueryFilters,
  ...networkFilters,
]);
