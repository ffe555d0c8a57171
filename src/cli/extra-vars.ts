/** `-e` words as ansible-playbook takes them: `k=v` pairs, a JSON or YAML mapping, or `@file` with one. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { OmnicrmError } from '../errors.ts';
import type { Value } from '../template/index.ts';

/** All words together, later wins. Values of `k=v` are texts; what is given here is data, never a template. */
export async function readExtraVars(words: readonly string[], cwd: string): Promise<Map<string, Value>> {
  const vars = new Map<string, Value>();
  for (const word of words) {
    for (const [name, value] of await readWord(word, cwd)) vars.set(name, value);
  }
  return vars;
}

async function readWord(word: string, cwd: string): Promise<Iterable<[string, Value]>> {
  if (word.startsWith('@')) {
    const file = resolve(cwd, word.slice(1));
    return mappingOf(await readFile(file, 'utf8'), file);
  }
  return /^\s*[{[]/.test(word) ? mappingOf(word, '-e') : splitPairs(word);
}

async function mappingOf(text: string, file: string): Promise<Iterable<[string, Value]>> {
  const { loadYaml } = await import('../template/formats/yaml-load.ts');
  const value = loadYaml(text, { file });
  if (!(value instanceof Map)) throw new OmnicrmError('E_INPUT', `${file}: extra variables must be a mapping`);
  return [...value].filter((entry): entry is [string, Value] => typeof entry[0] === 'string');
}

/** `a=1 b='x y'`: words split as a shell does. */
function splitPairs(text: string): [string, Value][] {
  const words = text.match(/(?:[^\s"']|"(?:[^"\\]|\\.)*"|'[^']*')+/g) ?? [];
  return words.map(word => {
    const at = word.indexOf('=');
    if (at > 0) return [word.slice(0, at), unquote(word.slice(at + 1))];
    throw new OmnicrmError('E_USAGE', `'${word}' is not of the form name=value`);
  });
}

function unquote(text: string): string {
  return text.replaceAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_all, double?: string, single?: string) =>
    double === undefined ? (single ?? '') : double.replaceAll(/\\(.)/g, '$1'),
  );
}
