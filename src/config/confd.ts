/** Who may use our own phone system's API, and how he is asked. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { OmnicrmError } from '../errors.ts';
import type { Value } from '../template/index.ts';
import { str } from '../template/values/text.ts';

export interface ConfdConfig {
  /** Password by login; empty: there is no such API. */
  readonly users: ReadonlyMap<string, string>;
  readonly challenge: 'qop' | '2015';
}

/** `login: password`, or `login: {password_file: path}`; paths are below the home. Throws E_CONFIG. */
export function readConfd(users: Value | undefined, challenge: Value | undefined, home: string): ConfdConfig {
  const entries = users instanceof Map ? [...users] : [];
  const pairs = entries.map(([login, value]): [string, string] => [str(login), passwordOf(str(login), value, home)]);
  return { users: new Map(pairs), challenge: challenge === '2015' ? '2015' : 'qop' };
}

function passwordOf(login: string, value: Value, home: string): string {
  const password = value instanceof Map ? passwordIn(login, value, home) : value;
  if (typeof password === 'string' && password !== '') return password;
  throw new OmnicrmError('E_CONFIG', `confd.users.${login} must be a password or have a password_file`);
}

function passwordIn(login: string, settings: ReadonlyMap<Value, Value>, home: string): Value | undefined {
  const file = settings.get('password_file');
  if (typeof file !== 'string') return settings.get('password');
  try {
    return readFileSync(resolve(home, file), 'utf8').trim();
  } catch (cause) {
    throw new OmnicrmError('E_CONFIG', `cannot read ${file}, the password_file of confd.users.${login}`, { cause });
  }
}
