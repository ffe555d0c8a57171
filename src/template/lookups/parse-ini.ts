import { fail } from '../fail.ts';

export type IniSection = ReadonlyMap<string, string>;

/**
 * Sections of an INI text as Python's configparser reads them: `=` or `:` between key and value, `#` and `;` begin comments on
 * their own line, indented lines continue a value, the section DEFAULT holds for all. Keys are in lower case unless it matters.
 */
export function parseIni(text: string, caseSensitive: boolean): ReadonlyMap<string, IniSection> {
  const sections = new Map<string, Map<string, string>>();
  let [current, key]: [Map<string, string> | undefined, string | undefined] = [undefined, undefined];
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const header = /^\[(.+)\]/.exec(line)?.[1];
    if (header !== undefined) [current, key] = [sectionNamed(sections, header), undefined];
    else if (current === undefined) fail('value', `no section stands before '${line}'`);
    else if (key !== undefined && /^\s/.test(line)) current.set(key, `${current.get(key)!}\n${line.trim()}`);
    else key = addPair(current, line, caseSensitive);
  }
  return withDefaults(sections);
}

function sectionNamed(sections: Map<string, Map<string, string>>, name: string): Map<string, string> {
  const section = sections.get(name) ?? new Map<string, string>();
  sections.set(name, section);
  return section;
}

function addPair(section: Map<string, string>, line: string, caseSensitive: boolean): string {
  const [, name, value] =
    /^(.*?)\s*[=:]\s*(.*)$/.exec(line.trim()) ?? fail('value', `'${line}' is no pair of key and value`);
  const key = caseSensitive ? name! : name!.toLowerCase();
  if (section.has(key)) fail('value', `the key '${key}' stands twice in its section`);
  section.set(key, value!);
  return key;
}

function withDefaults(sections: ReadonlyMap<string, IniSection>): ReadonlyMap<string, IniSection> {
  const defaults = sections.get('DEFAULT') ?? new Map<string, string>();
  return new Map(Array.from(sections, ([name, section]) => [name, new Map([...defaults, ...section])]));
}
