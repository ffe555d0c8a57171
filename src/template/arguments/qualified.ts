/** A table by short names, as one that also knows each entry under `ansible.builtin.` and `ansible.legacy.`. */
export function byQualifiedName<T>(entries: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  const table = new Map<string, T>();
  for (const prefix of ['', 'ansible.builtin.', 'ansible.legacy.']) {
    for (const [name, entry] of Object.entries(entries)) table.set(prefix + name, entry);
  }
  return table;
}
