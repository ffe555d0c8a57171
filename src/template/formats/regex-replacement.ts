import { TemplateError } from '../errors.ts';

/** Literal texts, and the numbers of groups to put in. */
export type Replacement = readonly (string | number)[];

interface Groups {
  readonly groupCount: number;
  readonly names: ReadonlyMap<string, number>;
}

const CONTROLS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};
const ESCAPE = /\\(?:g<([^>]*)>|(0[0-7]{0,2}|[1-3][0-7][0-7])|([1-9][0-9]?)|([^])|$)/gu;

/** A replacement of Python's `re.sub`, taken apart. Throws TemplateError 'value' for unknown escapes and groups. */
export function replacementOf(template: string, groups: Groups): Replacement {
  const parts: (string | number)[] = [];
  let from = 0;
  for (const match of template.matchAll(ESCAPE)) {
    parts.push(template.slice(from, match.index), escapeOf(match, groups));
    from = match.index + match[0].length;
  }
  return [...parts, template.slice(from)];
}

function escapeOf([written, name, octal, group, char]: RegExpMatchArray, groups: Groups): string | number {
  if (name !== undefined) return namedGroup(name, groups);
  if (octal !== undefined) return octalCharacter(octal);
  if (group !== undefined) return numberedGroup(Number(group), groups);
  if (char === undefined) return refuse('bad escape (end of pattern)');
  if (Object.hasOwn(CONTROLS, char)) return CONTROLS[char]!;
  return /[a-zA-Z]/.test(char) ? refuse(char === 'g' ? 'missing <' : `bad escape \\${char}`) : written;
}

function octalCharacter(octal: string): string {
  const code = parseInt(octal, 8);
  return code > 0o377 ? refuse('octal escape value outside of range 0-0o377') : String.fromCharCode(code);
}

function namedGroup(name: string, groups: Groups): number {
  if (/^\d+$/.test(name)) return numberedGroup(Number(name), groups);
  const group = groups.names.get(name);
  return group ?? refuse(`unknown group name '${name}'`);
}

function numberedGroup(group: number, { groupCount }: Groups): number {
  return group > groupCount ? refuse(`invalid group reference ${group}`) : group;
}

function refuse(message: string): never {
  throw new TemplateError('value', `bad replacement: ${message}`);
}
