/** The file of the seal keys: one line a key, newest first, and the lookup key that stays when the others are rotated. */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { OmnicrmError } from '../../errors.ts';
import { newKey, type SealKey } from './sealed-text.ts';

export interface SealKeys {
  /** Newest first, at least one. */
  readonly keys: readonly [SealKey, ...SealKey[]];
  /** 32 bytes for digests of values that must stay comparable. */
  readonly lookup: Buffer;
}

const HEADER =
  '# Seal keys of omnicrm. Without this file nothing that is sealed can be opened: keep a copy apart from the backups.';
const LINE = /^(lookup|[0-9a-f]{8}) (\S+) ([0-9a-f]{64})$/;

/** Fresh keys: one, and a lookup key. */
export function newKeys(): SealKeys {
  return { keys: [newKey()], lookup: randomBytes(32) };
}

/** The keys of a file, undefined when there is none. Throws E_CONFIG when others may read it or a line is damaged. */
export function readKeyFile(file: string): SealKeys | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  const lines = text.split('\n').filter(line => line !== '' && !line.startsWith('#'));
  const found = lines.map(line => readLine(file, line));
  const [first, ...others] = found.filter(key => key.id !== 'lookup');
  const lookup = found.find(key => key.id === 'lookup');
  if (first === undefined || lookup === undefined) throw damaged(file);
  return { keys: [first, ...others], lookup: lookup.bytes };
}

/** Makes the file (mode 0600) with fresh keys; when two processes do, both end with the first one's. Throws E_CREATE. */
export function makeKeyFile(file: string): SealKeys {
  withDraft(file, newKeys(), draft => {
    try {
      linkSync(draft, file);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  });
  return readKeyFile(file) ?? newKeys();
}

/** Puts other keys in the place of the file's, at once or not at all. Throws E_CREATE. */
export function replaceKeyFile(file: string, keys: SealKeys): void {
  withDraft(file, keys, draft => renameSync(draft, file));
}

/** What changes whenever the file does; undefined when there is none. */
export function stampOf(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? undefined : `${stat.ino}:${stat.size}:${stat.mtimeNs}`;
}

function withDraft(file: string, keys: SealKeys, work: (draft: string) => void): void {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(draft, textOf(keys), { mode: 0o600, flag: 'wx', flush: true });
    work(draft);
  } catch (cause) {
    const hint = 'check that its folder exists and can be written';
    throw new OmnicrmError('E_CREATE', `the file of the seal keys cannot be made: ${file}`, { hint, cause });
  } finally {
    rmSync(draft, { force: true });
  }
}

function textOf({ keys, lookup }: SealKeys): string {
  const lines = keys.map(key => `${key.id} ${key.created} ${key.bytes.toString('hex')}`);
  return [HEADER, ...lines, `lookup - ${lookup.toString('hex')}`, ''].join('\n');
}

function readText(file: string): string | undefined {
  try {
    refuseOthers(file);
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (error instanceof OmnicrmError) throw error;
    throw new OmnicrmError('E_CONFIG', `the file of the seal keys cannot be read: ${file}`, {
      hint: 'check its owner and mode',
      cause: error,
    });
  }
}

function refuseOthers(file: string): void {
  if ((statSync(file).mode & 0o077) === 0) return;
  throw new OmnicrmError('E_CONFIG', `others may read the file of the seal keys: ${file}`, {
    hint: `chmod 600 ${file}`,
  });
}

function readLine(file: string, line: string): SealKey {
  const [, id, created, hex] = LINE.exec(line) ?? [];
  if (id === undefined || created === undefined || hex === undefined) throw damaged(file);
  return { id, created, bytes: Buffer.from(hex, 'hex') };
}

function damaged(file: string): OmnicrmError {
  return new OmnicrmError('E_CONFIG', `the file of the seal keys is damaged: ${file}`, {
    hint: 'put back the copy that was kept of it',
  });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
