/** What stands in NAME.action.yaml beside a play: what it is for, what it takes, which settings it needs. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Options } from '../options/options.ts';
import { loadYaml, toJs } from '../../template/index.ts';

export interface PlayParameter {
  readonly description?: string;
  readonly required?: boolean;
  /** The reply when it is wanted and not given. */
  readonly missing?: string;
  readonly secret?: boolean;
}

export interface PlayAbout {
  readonly summary?: string;
  /** Keys of crm_config.yaml (`sms.url`) and options (`MG_PARTNERID`) that must be set. */
  readonly needs?: readonly string[];
  readonly parameters?: Readonly<Record<string, PlayParameter>>;
  /** The reply of a success; a play that has one is an action by itself. */
  readonly reply?: string;
  /** Options that must be on, with the reply when one is not. */
  readonly gate?: Readonly<Record<string, string>>;
  /** Longest run, in seconds. */
  readonly timeout?: number;
}

/** The folders of the plays that actions call: `actions` in each folder of plays, nearest first. */
export function actionPlayFolders({ playsPath }: Pick<Config, 'playsPath'>): readonly string[] {
  return playsPath.map(folder => join(folder, 'actions'));
}

/** What is told about a play; empty when there is no such file. Throws E_CONFIG for one that is no mapping. */
export function playAbout(config: Pick<Config, 'playsPath'>, play: string): PlayAbout {
  const folder = actionPlayFolders(config).find(one => existsSync(join(one, `${play}.yaml`)));
  const file = folder === undefined ? undefined : join(folder, `${play}.action.yaml`);
  return file !== undefined && existsSync(file) ? readAbout(file) : {};
}

/** The keys and options it needs that are not set. */
export function missingSettings(
  { config, options }: { readonly config: Pick<Config, 'entries'>; readonly options: Options },
  { needs = [] }: PlayAbout,
): readonly string[] {
  return needs.filter(key => {
    const value = /^[A-Z0-9_]+$/.test(key) ? options.text(key) : config.entries.get(key)?.value;
    return value === undefined || value === null || value === '';
  });
}

function readAbout(file: string): PlayAbout {
  const about = toJs(loadYaml(readFileSync(file, 'utf8'), { file }));
  if (typeof about === 'object' && about !== null && !Array.isArray(about)) return about;
  throw new OmnicrmError('E_CONFIG', `${file} must hold a mapping`, { hint: 'summary, needs, parameters, reply, gate' });
}
