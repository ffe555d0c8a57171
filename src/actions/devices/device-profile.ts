import { join } from 'node:path';
import { OmnicrmError } from '../../errors.ts';
import { type ModelFile, readModelFile } from '../model-file.ts';

/** How to talk to devices of a kind. Patterns look at the end of what was said. */
export interface DeviceProfile {
  /** Asks for the login, and for a password. */
  readonly login: RegExp;
  readonly password: RegExp;
  /** Waits for a command. */
  readonly prompt: RegExp;
  /** What is added to the login. */
  readonly loginSuffix: string;
  /** The command that asks for the enable password. */
  readonly enable: string | undefined;
  /** Said first: paging off. */
  readonly before: readonly string[];
  /** Whose output is the configuration. */
  readonly commands: readonly string[];
  /** Waits in the middle of a long output for a space. */
  readonly more: RegExp | undefined;
  /** Said last; no answer is awaited. */
  readonly ending: readonly string[];
  /** SSH as old devices speak it is accepted too: SHA-1, CBC. */
  readonly oldSsh: boolean;
}

const LOGIN = String.raw`(?:login|user ?name|user)\s*:\s*$`;
const PASSWORD = String.raw`pass(?:word|code)[^\n]*:\s*$`;
const profiles: ModelFile<DeviceProfile> = {
  folder: 'devices',
  what: 'device profile',
  known: 'login password prompt login_suffix enable before commands more ending old_ssh'.split(' '),
  read: profileOf,
};

/**
 * The profile NAME.yaml of the operator (`devices/` in the home) or of omnicrm (`data/devices/`). Throws E_CONFIG when there
 * is none, or it does not read.
 */
export async function readDeviceProfile(home: string, name: string): Promise<DeviceProfile> {
  const profile = await readModelFile(home, profiles, name);
  if (profile !== undefined) return profile;
  const hint = `write ${join(home, 'devices', 'NAME.yaml')}`;
  throw new OmnicrmError('E_CONFIG', `there is no device profile ${name}`, { hint });
}

function profileOf(fields: ReadonlyMap<string, unknown>): DeviceProfile {
  const text = (name: string): string | undefined => textOf(name, fields.get(name));
  const texts = (name: string): readonly string[] => textsOf(name, fields.get(name) ?? []);
  const [prompt, commands, more] = [text('prompt'), texts('commands'), text('more')];
  if (prompt === undefined) throw new Error('prompt is missing');
  if (commands.length === 0) throw new Error('commands are missing');
  return {
    login: new RegExp(text('login') ?? LOGIN, 'i'),
    password: new RegExp(text('password') ?? PASSWORD, 'i'),
    prompt: new RegExp(prompt),
    loginSuffix: text('login_suffix') ?? '',
    enable: text('enable'),
    before: texts('before'),
    commands,
    more: more === undefined ? undefined : new RegExp(more),
    ending: texts('ending'),
    oldSsh: fields.get('old_ssh') === true,
  };
}

function textOf(name: string, value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw new Error(`${name} is no text`);
}

function textsOf(name: string, value: unknown): readonly string[] {
  if (Array.isArray(value) && value.every(one => typeof one === 'string')) return value;
  throw new Error(`${name} is no list of texts`);
}
