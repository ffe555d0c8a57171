/** A home with many switches and subscribers, and the program that works on it. */
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { packageRoot } from '../src/package-root.ts';
import { openDatabase } from '../src/store/open-database.ts';
import type { Tables } from '../src/store/schema.ts';
import { costOfCommand } from './measure.ts';

/** The bundled program; OMNICRM_MAIN names another. */
export const omnicrm: readonly string[] = [
  process.execPath,
  process.env['OMNICRM_MAIN'] ?? join(packageRoot(), 'bin/omnicrm.js'),
];

export interface Bed {
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  /** An open connection to its database. */
  readonly db: Kysely<Tables>;
  close(): Promise<void>;
}

/** A fresh home; `settings` is appended to its configuration. */
export async function makeBed(settings = ''): Promise<Bed> {
  const home = mkdtempSync(join(tmpdir(), 'omnicrm-bench-'));
  const env = { OMNICRM_HOME: home };
  await costOfCommand([...omnicrm, 'init'], env);
  mkdirSync(join(home, 'snmp'), { recursive: true });
  writeFileSync(join(home, 'crm_config.yaml'), settings);
  const db = await openDatabase(join(home, 'omnicrm.db'));
  const close = async (): Promise<void> => {
    await db.destroy();
    rmSync(home, { recursive: true });
  };
  return { home, env, db, close };
}

/** Loopback addresses, from 127.1.0.1 on. */
export function loopbackAddresses(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `127.1.${Math.floor(at / 250)}.${(at % 250) + 1}`);
}

/** Switches at these addresses, to be polled by a template. */
export async function addSwitches({ db }: Bed, addresses: readonly string[], template: string): Promise<void> {
  await db
    .insertInto('switch_model')
    .values({ switch_model_id: 1, model_name: 'bench', snmp_template: template })
    .execute();
  const rows = addresses.map(ip => ({ switch_model_id: 1, ip, description: 'SWPOLL', snmp_read: 'public' }));
  for (let at = 0; at < rows.length; at += 500) {
    await db
      .insertInto('switch')
      .values(rows.slice(at, at + 500))
      .execute();
  }
}
