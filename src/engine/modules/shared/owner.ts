import { readFileSync } from 'node:fs';
import { FileProblem } from './file-problem.ts';

/** The user id of a name or of digits; throws FileProblem where there is no such user. */
export function userId(name: string): number {
  return idOf(name, '/etc/passwd') ?? unknown('chown failed: failed to look up user', name);
}

/** The group id of a name or of digits; throws FileProblem where there is no such group. */
export function groupId(name: string): number {
  return idOf(name, '/etc/group') ?? unknown('chgrp failed: failed to look up group', name);
}

/** The name of a user id, the digits where it has none. */
export function userName(id: number): string {
  return nameOf(id, '/etc/passwd') ?? String(id);
}

/** The name of a group id, the digits where it has none. */
export function groupName(id: number): string {
  return nameOf(id, '/etc/group') ?? String(id);
}

function unknown(message: string, name: string): never {
  throw new FileProblem(`${message} ${name}`);
}

function idOf(name: string, table: string): number | undefined {
  if (/^\d+$/.test(name)) return Number(name);
  const id = rows(table).find(fields => fields[0] === name)?.[2];
  return id === undefined ? undefined : Number(id);
}

function nameOf(id: number, table: string): string | undefined {
  return rows(table).find(fields => fields[2] === String(id))?.[0];
}

function rows(table: string): string[][] {
  return readFileSync(table, 'utf8')
    .split('\n')
    .map(line => line.split(':'));
}
