/** `-e` as ansible-playbook takes it: `k=v` text, a mapping in JSON or YAML, or `@file` with one. Templates in it are rendered. */
import { resolve } from 'node:path';
import { loadTrustedYaml, parseJson, trustTree, type Raw, type Value } from '../template/index.ts';
import { OmnicrmError } from '../errors.ts';
import { openVaultedText } from './vault/keyring.ts';
import { readPlainFile } from './vault/read-plain-file.ts';
import { parseKeyValues } from './load/parse-key-values.ts';
import { missingFile, playError } from './load/play-error.ts';
import { asDict, kindOf, textEntries } from './load/tree.ts';

/** All words together, later ones win. E_PLAY_MISSING (exit 1) for a file that is not there, E_PLAY_SYNTAX (exit 4). */
export function readExtraVars(words: readonly string[], directory: string): Map<string, Raw> {
  const vars = new Map<string, Raw>();
  for (const word of words) for (const [name, value] of readWord(word, directory)) vars.set(name, value);
  return vars;
}

function readWord(word: string, directory: string): ReadonlyMap<string, Raw> {
  if (word.startsWith('@')) return readFile(resolve(directory, word.slice(1)));
  if (/^[{[]/.test(word.trim())) return readMapping(word, '<extra vars>');
  const { options, rest } = splitPairs(word);
  if (rest !== '') throw playError(undefined, `Invalid extra vars: '${rest}' is not of the form name=value`);
  return new Map([...options].map(([name, text]) => [name, trustTree(text)]));
}

function splitPairs(word: string): ReturnType<typeof parseKeyValues> {
  try {
    return parseKeyValues(word, false);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw playError(undefined, `failed at splitting arguments of -e: ${error.message}`, { cause: error });
  }
}

function readFile(path: string): ReadonlyMap<string, Raw> {
  let text: string;
  try {
    text = readPlainFile(path).toString('utf8');
  } catch (error) {
    if (error instanceof OmnicrmError) throw error;
    throw missingFile(undefined, path, error);
  }
  return readMapping(text, path);
}

/** JSON first: its numbers are JSON's (1e3 is a float there). */
function readMapping(text: string, file: string): ReadonlyMap<string, Raw> {
  const value = json(text) ?? yaml(text, file);
  const dict = asDict(value);
  if (!dict && value !== null)
    throw playError(undefined, `Extra vars must be a dictionary, not ${kindOf(value)}: ${file}`);
  return textEntries(dict ?? new Map<Value, Raw>());
}

function json(text: string): Raw | undefined {
  try {
    return trustTree(parseJson(text));
  } catch {
    return undefined;
  }
}

function yaml(text: string, file: string): Raw {
  try {
    return loadTrustedYaml(text, file, openVaultedText).value;
  } catch (error) {
    if (!(error instanceof OmnicrmError)) throw error;
    throw playError(error.where, `YAML syntax: ${error.message}`, { hint: error.hint, cause: error });
  }
}
