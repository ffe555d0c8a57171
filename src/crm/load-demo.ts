import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OmnicrmError } from '../errors.ts';
import { packageRoot } from '../package-root.ts';
import type { Database } from '../store/schema.ts';
import { withTransaction } from '../store/with-transaction.ts';
import { importThings, type ImportKind } from './import-things.ts';
import { readRows } from './read-rows.ts';
import { createDefaultRoles } from './role.ts';

/** The files of data/demo, each after those it refers to. */
const files: readonly { readonly file: string; readonly kind: ImportKind }[] = [
  { file: 'tariffs.yaml', kind: 'tariff' },
  { file: 'products.yaml', kind: 'product' },
  { file: 'inventory-templates.yaml', kind: 'inventory_template' },
  { file: 'sim-cards.yaml', kind: 'inventory' },
  { file: 'mobile-numbers.yaml', kind: 'inventory' },
  { file: 'ip-addresses.yaml', kind: 'inventory' },
  { file: 'sip-extensions.yaml', kind: 'inventory' },
  { file: 'dids.yaml', kind: 'inventory' },
  { file: 'customers.yaml', kind: 'customer' },
  { file: 'contacts.yaml', kind: 'contact' },
  { file: 'payment-methods.yaml', kind: 'payment_method' },
  { file: 'users.yaml', kind: 'user' },
];

/** Loads the demo catalogue, stock, customers and users into a database without products; where there are some it changes nothing. */
export async function loadDemo(db: Database): Promise<void> {
  const texts = await Promise.all(files.map(({ file }) => readFile(join(packageRoot(), 'data/demo', file), 'utf8')));
  await withTransaction(db, async tx => {
    if (await isLoaded(tx)) return;
    await createDefaultRoles(tx);
    for (const [at, { file, kind }] of files.entries()) await importFile(tx, file, kind, texts[at] ?? '');
  });
}

async function isLoaded(db: Database): Promise<boolean> {
  const product = await db.selectFrom('product').select('product_id').limit(1).executeTakeFirst();
  return product !== undefined;
}

async function importFile(db: Database, file: string, kind: ImportKind, text: string): Promise<void> {
  try {
    await importThings(db, kind, readRows(text, 'yaml'));
  } catch (cause) {
    if (!(cause instanceof OmnicrmError)) throw cause;
    throw new OmnicrmError('E_INTERNAL', `data/demo/${file}: ${cause.message}`, { cause });
  }
}
