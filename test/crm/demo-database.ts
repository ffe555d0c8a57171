import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { loadDemo } from '../../src/crm/load-demo.ts';
import { createProvision } from '../../src/crm/provision-record.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import type { Database } from '../../src/store/schema.ts';
import { temporaryFolder } from '../store/temporary-database.ts';

/** A database with the demo catalogue that goes away with its test, and the path of its file. */
export async function demoDatabase(t: TestContext): Promise<{ db: Database; path: string }> {
  const path = join(temporaryFolder(t), 'omnicrm.db');
  writeFileSync(path, await (made ??= makeDatabase()), { mode: 0o600 });
  const db = await openDatabase(path);
  t.after(() => db.destroy());
  return { db, path };
}

/** A run of the demo's customer 1 on the SIM product, under way; gives its id. */
export async function startedRun(db: Database, serviceId: number | null = null, customerId = 1): Promise<number> {
  const owner = { owner_host: 'host', owner_pid: 1, owner_started: '1' };
  const { provision_id } = await createProvision(db, {
    ...owner,
    customer_id: customerId,
    product_id: 1,
    service_id: serviceId,
    action: 'provision',
    provisioning_play: 'play_psim_only',
    playbook_description: 'OmniCore Service Provisioning',
    provisioning_json_vars: '{}',
    task_count: 12,
  });
  return provision_id;
}

let made: Promise<Buffer> | undefined;

/** The bytes of a closed database with the demo, loaded once for a file of tests. */
async function makeDatabase(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-demo-'));
  const path = join(folder, 'omnicrm.db');
  const db = await openDatabase(path);
  await loadDemo(db);
  await db.destroy();
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return bytes;
}
