/** Filters that write and read YAML. */
import { filterOf } from '../arguments/define.ts';
import { textOf } from '../arguments/require.ts';
import type { TemplateFilter } from '../callable.ts';
import { dumpYaml } from '../formats/yaml-dump.ts';
import { loadYaml, loadYamlAll } from '../formats/yaml-load.ts';
import type { Dict, Value } from '../values/types.ts';
import { yamlOptions } from './yaml-options.ts';

export const yamlFilters: Readonly<Record<string, TemplateFilter>> = {
  to_yaml: filterOf(['a', '*more', '**options'], (value, _more, options) => dumpYaml(value, yamlOptions(options))),
  to_nice_yaml: filterOf(['a', ['indent', 4], '*more', '**options'], (value, indent, _more, options) =>
    dumpYaml(value, yamlOptions(niceOptions(options, indent))),
  ),
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

/** All on lines, indented by 4, unless told otherwise. */
function niceOptions(options: Dict, indent: Value): Dict {
  return new Map<Value, Value>([['default_flow_style', false], ...options, ['indent', indent]]);
}
