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
const made = new Map<string, Promise<Imported>>();

/** A database's file, and that of the keys it is sealed with. */
interface Imported {
  readonly database: Uint8Array;
  readonly keys: Uint8Array;
}

/** A database with the fixture's subscribers, and what more SQL says, as of a moment; it goes away with its test. */
export async function fixtureDatabase(
  t: TestContext,
  moreSql: string,
  now: Date,
  folder = temporaryFolder(t),
): Promise<Database> {
  const key = `${now.toISOString()} ${moreSql}`;
  const imported = made.get(key) ?? importFixture(moreSql, now);
  made.set(key, imported);
  const [file, keyFile] = [join(folder, 'omnicrm.db'), join(folder, 'seal.key')];
  writeFileSync(file, (await imported).database, { mode: 0o600 });
  writeFileSync(keyFile, (await imported).keys, { mode: 0o600 });
  const db = await openDatabase(file, { keyFile });
  t.after(() => db.destroy());
  return db;
}

export async function* textOf(text: string): AsyncGenerator<string> {
  yield text;
}

async function importFixture(moreSql: string, now: Date): Promise<Imported> {
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-fixture-'));
  const [file, keyFile] = [join(folder, 'omnicrm.db'), join(folder, 'seal.key')];
  const db = await openDatabase(file, { keyFile });
  await importUbilling(db, textOf(`${fixture}\n${moreSql};`), { now });
  await db.destroy();
  const imported = { database: readFileSync(file), keys: readFileSync(keyFile) };
  rmSync(folder, { recursive: true });
  return imported;
}
