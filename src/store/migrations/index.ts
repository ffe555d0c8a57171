import { catalogue } from './0001-catalogue.ts';
import { provisioning } from './0002-provisioning.ts';
import { users } from './0003-users.ts';
import { notifications } from './0005-notifications.ts';
import { access } from './0007-access.ts';

/** A step of the schema: never changed after a release, only followed by the next. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [catalogue, provisioning, users, notifications, access];
