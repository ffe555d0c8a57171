import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { openDatabase } from '../../src/store/open-database.ts';
import type { Database } from '../../src/store/schema.ts';

/** A folder that goes away with its test. */
export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-store-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new database on disk that goes away with its test. */
export async function temporaryDatabase(t: TestContext): Promise<Database> {
  const db = await openDatabase(join(temporaryFolder(t), 'omnicrm.db'));
  t.after(() => db.destroy());
  return db;
}
