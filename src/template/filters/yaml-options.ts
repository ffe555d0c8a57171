import { fail } from '../fail.ts';
import type { DumpYamlOptions } from '../formats/yaml-dump.ts';
import { index } from '../values/integers.ts';
import { str } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import type { Dict, Value } from '../values/types.ts';

type Reader = (value: Value) => DumpYamlOptions;

/** The keyword arguments of PyYAML's dump that a template can give. */
const readers: Readonly<Record<string, Reader>> = {
  indent: value => (value === null ? {} : { indent: index(value) }),
  width: value => (value === null ? {} : { width: index(value) }),
  sort_keys: value => ({ sortKeys: truth(value) }),
  default_flow_style: value => ({ defaultFlowStyle: value === null ? undefined : truth(value) }),
  default_style: value => ({ defaultStyle: styles.find(style => style === value) ?? '' }),
  explicit_start: value => ({ explicitStart: truth(value) }),
  explicit_end: value => ({ explicitEnd: truth(value) }),
};

const styles = ['', "'", '"', '|', '>'] as const;

/** Options of dumpYaml by Python's names; TypeError for a name that is not known. */
export function yamlOptions(keywords: Dict): DumpYamlOptions {
  let options: DumpYamlOptions = {};
  for (const [name, value] of keywords) {
    const read = readers[str(name)] ?? fail('type', `YAML is not written with an option '${str(name)}'`);
    options = { ...options, ...read(value) };
  }
  return options;
}
