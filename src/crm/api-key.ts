import { randomBytes } from 'node:crypto';
import { OmnicrmError } from '../errors.ts';
import { runQuery } from '../store/run-query.ts';
import type { Database } from '../store/schema.ts';
import { addressTest } from './network-address.ts';
import { readPermissions, refuseUnknownRoles } from './role.ts';
import { matchesDigest, newSecret, secretDigest } from './secret-digest.ts';
import { createThing, getThing, updateThing } from './things/crud.ts';
import { listThings } from './things/list-things.ts';
import { selectShown, showRow } from './things/show-row.ts';
import { now, type Columns, type Thing } from './things/thing.ts';
import type { Input, ListQuery, Page } from './types.ts';

/** A key for programs as the CRM shows it: all but the key. */
export interface ApiKey {
  readonly api_key_id: number;
  /** The public part of the key. */
  readonly prefix: string;
  readonly key_name: string;
  readonly enabled: boolean;
  /** From this moment on it is no longer good. */
  readonly expires: string | null;
  /** To the minute. */
  readonly last_used: string | null;
  readonly created_by: number | null;
  readonly created: string;
  /** JSON texts of lists. */
  readonly roles: string;
  readonly permissions: string;
  readonly routes: string;
  readonly actions: string;
  readonly addresses: string;
}

/** What a key may do; the lists as they were given. */
export interface ApiKeyScope {
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
  /** `GET /crm/customer/*`; without any, every route that roles and permissions allow. */
  readonly routes: readonly string[];
  /** Names of remote actions, `*` for all; without any, none. */
  readonly actions: readonly string[];
  /** Addresses and networks; without any, anywhere. */
  readonly addresses: readonly string[];
}

export const apiKeyThing: Thing<ApiKey> = {
  label: 'API key',
  table: 'api_key',
  key: 'api_key_id',
  search: ['key_name', 'prefix'],
  fields: {
    prefix: { kind: 'text', nullable: true, readOnly: true },
    key_name: { kind: 'text', required: true, maximum: 200 },
    enabled: { kind: 'flag', default: true },
    expires: { kind: 'date', nullable: true },
    last_used: { kind: 'date', nullable: true, readOnly: true },
    created_by: { kind: 'integer', nullable: true, readOnly: true },
    roles: { kind: 'text', nullable: true, readOnly: true },
    permissions: { kind: 'text', nullable: true, readOnly: true },
    routes: { kind: 'text', nullable: true, readOnly: true },
    actions: { kind: 'text', nullable: true, readOnly: true },
    addresses: { kind: 'text', nullable: true, readOnly: true },
  },
};

const FORM = /^ocrm_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/;

/** Makes a key and gives it, this once. Throws E_INPUT for an unknown role, permission or network, E_CONFLICT. */
export async function createApiKey(
  db: Database,
  input: Input,
  scope: ApiKeyScope,
  createdBy: number | null = null,
): Promise<{ key: string; row: ApiKey }> {
  await checkScope(db, scope);
  const prefix = randomBytes(6).toString('hex');
  const key = `ocrm_${prefix}_${newSecret()}`;
  const lists = Object.entries(scope).map(([name, list]) => [name, JSON.stringify(list)]);
  const extra: Columns = { prefix, key_hash: secretDigest(key), created_by: createdBy };
  const row = await createThing(db, apiKeyThing, input, { ...extra, ...Object.fromEntries(lists) });
  return { key, row };
}

/** A page of keys. Throws E_INPUT for an unknown column. */
export function listApiKeys(db: Database, query: ListQuery = {}): Promise<Page<ApiKey>> {
  return listThings(db, apiKeyThing, query);
}

/** Throws E_NOT_FOUND. */
export function getApiKey(db: Database, id: unknown): Promise<ApiKey> {
  return getThing(db, apiKeyThing, id);
}

/** Takes a key out of use. Throws E_NOT_FOUND. */
export function disableApiKey(db: Database, id: unknown): Promise<ApiKey> {
  return updateThing(db, apiKeyThing, id, { enabled: false });
}

/** The row of a key that somebody showed: enabled and not expired; undefined for anything else. */
export async function findApiKey(db: Database, key: string): Promise<ApiKey | undefined> {
  const prefix = FORM.exec(key)?.[1];
  if (prefix === undefined) return undefined;
  const sql = `select ${selectShown(apiKeyThing)}, key_hash from api_key where prefix = ?`;
  const [found] = (await runQuery<Columns>(db, { sql, parameters: [prefix] })).rows;
  if (found === undefined || !matchesDigest(key, String(found['key_hash']))) return undefined;
  const row = showRow(apiKeyThing, found);
  const isOver = row.expires !== null && Date.parse(row.expires) <= Date.now();
  return row.enabled && !isOver ? row : undefined;
}

/** Notes that a key was used. Once a minute is enough: a write for each request would be the dearest part of it. */
export async function noteUse(db: Database, { api_key_id, last_used }: ApiKey): Promise<void> {
  const minute = `${now().slice(0, 16)}:00.000Z`;
  if (last_used === minute) return;
  await db.updateTable('api_key').set({ last_used: minute }).where('api_key_id', '=', api_key_id).execute();
}

/** The lists of a key. */
export function scopeOf(row: ApiKey): ApiKeyScope {
  return {
    roles: listOf(row.roles),
    permissions: listOf(row.permissions),
    routes: listOf(row.routes),
    actions: listOf(row.actions),
    addresses: listOf(row.addresses),
  };
}

function listOf(text: string): readonly string[] {
  return JSON.parse(text) as readonly string[];
}

async function checkScope(db: Database, scope: ApiKeyScope): Promise<void> {
  await refuseUnknownRoles(db, scope.roles);
  readPermissions(scope.permissions);
  await addressTest(scope.addresses, 'API key: addresses');
  const bad = scope.routes.find(route => !ROUTE.test(route));
  if (bad === undefined) return;
  throw new OmnicrmError('E_INPUT', `API key: routes: '${bad}' is not of the form 'GET /crm/customer/*'`, {
    hint: 'a method or *, a space, and a path in which * stands for anything',
  });
}

const ROUTE = /^(?:\*|GET|PUT|PATCH|POST|DELETE) \/\S*$/;
