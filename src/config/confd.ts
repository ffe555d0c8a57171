/** Who may use our own phone system's API, and how he is asked. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { OmnicrmError } from '../errors.ts';
import type { Value } from '../template/index.ts';
import { str } from '../template/values/text.ts';
import { type ContextConfig, readContexts } from './contexts.ts';

export interface ConfdConfig {
  /** Password by login; empty: there is no such API. */
  readonly users: ReadonlyMap<string, string>;
  readonly challenge: 'qop' | '2015';
  readonly contexts: readonly ContextConfig[];
}

/** `login: password`, or `login: {password_file: path}`; paths are below the home. Throws E_CONFIG. */
export function readConfd(setting: (path: string) => Value | undefined, home: string): ConfdConfig {
  const users = setting('confd.users');
  const entries = users instanceof Map ? [...users] : [];
  const pairs = entries.map(([login, value]): [string, string] => [str(login), passwordOf(str(login), value, home)]);
  const challenge = setting('confd.challenge') === '2015' ? '2015' : 'qop';
  return { users: new Map(pairs), challenge, contexts: readContexts(setting('confd.contexts')) };
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
