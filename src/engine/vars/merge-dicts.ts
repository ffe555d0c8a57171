import { LazyDict, type Raw, type Value } from '../../template/index.ts';
import { asDict } from '../load/tree.ts';

/** The strongest of the values, which stand first; where it is a dict, the weaker dicts beneath it are joined in, at every depth. */
export function mergeDicts(values: readonly (Raw | undefined)[]): Raw | undefined {
  const [strongest, ...others] = values.filter(value => value !== undefined);
  return strongest === undefined ? undefined : others.reduce<Raw>((strong, weak) => joined(weak, strong), strongest);
}

function joined(weak: Raw, strong: Raw): Raw {
  const [below, above] = [asDict(weak), asDict(strong)];
  if (below === undefined || above === undefined || strong === weak) return strong;
  const entries = new Map<Value, Raw>(below);
  for (const [key, value] of above) {
    const under = entries.get(key);
    entries.set(key, under === undefined ? value : joined(under, value));
  }
  return new LazyDict(entries);
}
