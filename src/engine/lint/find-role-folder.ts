import { join } from 'node:path';
import { isDirectory } from '../load/source-file.ts';

export interface RolePlaces {
  readonly playDirectory: string;
  /** The role that names this one. */
  readonly roleDirectory?: string;
}

/** The folder of a role that lies beside the playbook or beside another role; undefined when it is elsewhere. */
export function findRoleFolder(name: string, reading: RolePlaces): string | undefined {
  const { playDirectory, roleDirectory } = reading;
  const folders = [join(playDirectory, 'roles'), playDirectory];
  if (roleDirectory !== undefined) folders.push(join(roleDirectory, '..'));
  return folders.map(folder => join(folder, name)).find(isDirectory);
}
