/** Ansible's INI inventories: `[group]`, `[group:vars]`, `[group:children]`, hosts with variables, ranges of names. */
import { playError } from '../load/play-error.ts';
import { splitWords, unquote } from '../load/parse-key-values.ts';
import { addHost, groupNamed, type Inventory } from './inventory.ts';
import { literalValue } from './literal-value.ts';

type LineReader = (inventory: Inventory, group: string, line: string) => void;

const sections: Readonly<Record<string, LineReader>> = {
  hosts: (inventory, group, line) => readHost(inventory, group, line),
  vars: (inventory, group, line) => {
    const at = line.indexOf('=');
    if (at < 1) throw new RangeError(`'${line}' is no variable: key=value is wanted`);
    groupNamed(inventory, group).vars.set(line.slice(0, at).trim(), literalValue(line.slice(at + 1).trim()));
  },
  children: (inventory, group, line) => {
    groupNamed(inventory, line);
    groupNamed(inventory, group).children.add(line);
  },
};

/** Reads an INI text into the inventory; E_PLAY_SYNTAX with the line. */
export function readIniInventory(inventory: Inventory, text: string, file: string): void {
  let group = 'ungrouped';
  let read = sections['hosts']!;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    try {
      const section = /^\[([^\]:]+)(?::(\w+))?\]\s*(?:[#;].*)?$/.exec(line);
      if (section) {
        group = section[1]!;
        read = sectionReader(section[2] ?? 'hosts');
        groupNamed(inventory, group);
      } else read(inventory, group, line);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const where = { file, line: index + 1, column: 1, excerpt: raw };
      throw playError(where, `inventory: ${error.message}`, { cause: error });
    }
  }
}

function sectionReader(kind: string): LineReader {
  const reader = sections[kind];
  if (!reader) throw new RangeError(`a section of kind '${kind}' is unknown; hosts, vars and children are`);
  return reader;
}

function readHost(inventory: Inventory, group: string, line: string): void {
  const [pattern = '', ...words] = splitWords(withoutComment(line));
  for (const name of expandRange(pattern)) {
    addHost(inventory, name);
    groupNamed(inventory, group).hosts.add(name);
    for (const word of words) setVar(inventory, name, word);
  }
}

function setVar(inventory: Inventory, host: string, word: string): void {
  const at = word.indexOf('=');
  if (at < 1) throw new RangeError(`'${word}' is no variable: key=value is wanted`);
  inventory.hosts.get(host)!.vars.set(word.slice(0, at), literalValue(unquote(word.slice(at + 1))));
}

function withoutComment(line: string): string {
  return line.replace(/\s[#;].*$/, '');
}

/** `w[1:3]`, `w[01:10:2]`, `w[a:c]`: the names a range stands for. */
export function expandRange(pattern: string): string[] {
  const range = /^(.*?)\[(\w+):(\w+)(?::(\d+))?\](.*)$/.exec(pattern);
  if (!range) return [pattern];
  const [, before = '', first = '', last = '', step, after = ''] = range;
  return steps(first, last, Number(step ?? 1)).flatMap(part => expandRange(before + part + after));
}

function steps(first: string, last: string, step: number): string[] {
  const numeric = /^\d+$/.test(first);
  const at = (text: string): number => (numeric ? Number(text) : text.codePointAt(0)!);
  const found: string[] = [];
  for (let value = at(first); value <= at(last); value += Math.max(1, step)) {
    found.push(
      numeric ? String(value).padStart(first.startsWith('0') ? first.length : 1, '0') : String.fromCodePoint(value),
    );
  }
  return found;
}
