import {
  defaultTables,
  Environment,
  Templar,
  trustTree,
  type Dict,
  type Raw,
  type Value,
} from '../../src/template/index.ts';

/** A templar over play variables: texts with tags in them are templates. */
export function templarWith(vars: Record<string, Value>, options: { searchPath?: string } = {}) {
  const raws = new Map<string, Raw>(Object.entries(vars).map(([name, value]) => [name, trustTree(value)]));
  const { searchPath } = options;
  const scope = { get: (name: string) => raws.get(name), names: () => [...raws.keys()] };
  return new Templar(
    new Environment(defaultTables),
    scope,
    searchPath === undefined ? {} : { searchPath: () => [searchPath] },
  );
}

export function dict(entries: Record<string, Value>): Dict {
  return new Map(Object.entries(entries));
}
