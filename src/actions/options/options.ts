/** Ubilling's options under their own names: switches, limits and amounts of the actions. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../../config.ts';
import { OmnicrmError } from '../../errors.ts';
import { parseUnits } from '../ledger/units.ts';
import type { Value } from '../../template/index.ts';
import { str } from '../../template/values/text.ts';
import { readIni } from './read-ini.ts';

export interface Options {
  /** The text of an option; undefined when it is not there. */
  text(name: string): string | undefined;
  /** Whether it is there and neither empty nor `0`. */
  isOn(name: string): boolean;
  /** Whether it is there and empty or `0`: for what is on unless it is switched off. */
  isOff(name: string): boolean;
  /** The digits of its text as a number (`1.5` is 15, as Ubilling reads it), or `fallback`. */
  digits(name: string, fallback: number): number;
  /** Its amount in minor units; undefined when it is not there. Throws E_CONFIG when it is none. */
  money(name: string): number | undefined;
  /** The parts between commas. */
  list(name: string): readonly string[];
}

/** Options by name. */
export function optionsFrom(values: Readonly<Record<string, string | undefined>>): Options {
  const text = (name: string): string | undefined => values[name];
  return {
    text,
    isOn: name => !['', '0', undefined].includes(text(name)),
    isOff: name => ['', '0'].includes(text(name) ?? 'absent'),
    digits: (name, fallback) => Number(text(name)?.replaceAll(/\D/g, '') || fallback),
    money: name => moneyOption(name, text(name)),
    list: name =>
      (text(name) ?? '')
        .split(',')
        .map(part => part.trim())
        .filter(part => part !== ''),
  };
}

/** The options of a configuration: the mapping `alter`, and below it the ini files that `alter_ini` names. */
export function readOptions({ tree, home, alterIni }: Config): Options {
  const files = alterIni.map(file => readIniFile(resolve(home, file)));
  const own = tree.get('alter');
  const entries = own instanceof Map ? [...own].map(([name, value]) => [optionText(name), optionText(value)]) : [];
  return optionsFrom({ ...Object.assign({}, ...files), ...Object.fromEntries(entries) });
}

function readIniFile(file: string): Readonly<Record<string, string>> {
  try {
    return readIni(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new OmnicrmError('E_CONFIG', `cannot read ${file}`, { hint: 'alter_ini names it', cause });
  }
}

/** YAML's true and false stand for 1 and 0; numbers come as they print. */
function optionText(value: Value): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return value === null ? '' : str(value);
}

function moneyOption(name: string, text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const minor = parseUnits(text);
  if (minor !== undefined) return minor;
  throw new OmnicrmError('E_CONFIG', `${name} must be an amount such as 15 or 15.50, not '${text}'`);
}
