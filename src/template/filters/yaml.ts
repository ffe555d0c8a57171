/** Filters that write and read YAML. */
import { filterOf } from '../arguments/define.ts';
import { textOf } from '../arguments/require.ts';
import type { TemplateFilter } from '../callable.ts';
import { loadYaml, loadYamlAll } from '../formats/yaml-load.ts';
import type { Value } from '../values/types.ts';

export const yamlFilters: Readonly<Record<string, TemplateFilter>> = {
  from_yaml: filterOf(['data'], fromYaml),
  from_yaml_all: filterOf(['data'], fromYamlAll),
};

/** What is no text comes back as it is. */
function fromYaml(value: Value): Value {
  const text = textOf(value);
  return text === undefined ? value : loadYaml(text);
}

function fromYamlAll(value: Value): Value {
  const text = textOf(value);
  return text === undefined ? (value ?? []) : loadYamlAll(text);
}
