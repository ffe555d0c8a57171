import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { importUbilling } from '../../../src/actions/import-ubilling/import-dump.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import type { Database } from '../../../src/store/schema.ts';
import { temporaryFolder } from '../../store/temporary-database.ts';
import { fixture } from './transcript.ts';

/** Databases that were imported before, by what was imported: an import costs more than most tests. */
const made = new Map<string, Promise<Uint8Array>>();

/** A database with the fixture's subscribers, and what more SQL says, as of a moment; it goes away with its test. */
export async function fixtureDatabase(
  t: TestContext,
  moreSql: string,
  now: Date,
  folder = temporaryFolder(t),
): Promise<Database> {
  const key = `${now.toISOString()} ${moreSql}`;
  const bytes = made.get(key) ?? importedBytes(moreSql, now);
  made.set(key, bytes);
  const file = join(folder, 'omnicrm.db');
  writeFileSync(file, await bytes, { mode: 0o600 });
  const db = await openDatabase(file);
  t.after(() => db.destroy());
  return db;
}

export async function* textOf(text: string): AsyncGenerator<string> {
  yield text;
}

async function importedBytes(moreSql: string, now: Date): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-fixture-'));
  const file = join(folder, 'omnicrm.db');
  const db = await openDatabase(file);
  await importUbilling(db, textOf(`${fixture}\n${moreSql};`), { now });
  await db.destroy();
  const bytes = readFileSync(file);
  rmSync(folder, { recursive: true });
  return bytes;
}
