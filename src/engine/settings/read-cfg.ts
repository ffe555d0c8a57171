import { readFileSync } from 'node:fs';

/** Keys of an ansible.cfg by section, both in lower case. `#` and `;` begin comments, `;` after a blank too; indented lines go on. */
export function readCfg(path: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  let last: string | undefined;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const text = line.replace(/\s;.*$/, '').trimEnd();
    if (text.trim() === '' || /^\s*[#;]/.test(text)) continue;
    const title = /^\[([^\]]+)\]/.exec(text)?.[1];
    if (title !== undefined) {
      section = sections.get(title.toLowerCase()) ?? new Map<string, string>();
      sections.set(title.toLowerCase(), section);
      last = undefined;
    } else if (/^\s/.test(text) && last !== undefined) {
      section.set(last, `${section.get(last)}\n${text.trim()}`);
    } else {
      const [, key = '', value = ''] = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(text) ?? [];
      last = key.toLowerCase();
      section.set(last, value);
    }
  }
  return sections;
}
