import { OmnicrmError } from '../errors.ts';
import type { Database } from '../store/schema.ts';
import { withTransaction } from '../store/with-transaction.ts';
import { createContact } from './contact.ts';
import { createCustomer, updateCustomer } from './customer.ts';
import { createInventoryTemplate, updateInventoryTemplate } from './inventory-template.ts';
import { createInventory } from './inventory.ts';
import { networkStore } from './network/network-store.ts';
import { networkThings, type NetworkKind } from './network/network-things.ts';
import { createPaymentMethod } from './payment-method.ts';
import { createProduct, updateProduct } from './product.ts';
import { createService, updateService } from './service.ts';
import { createSite } from './site.ts';
import { createSubscriber, updateSubscriber } from './subscriber.ts';
import { createTariff, updateTariff } from './tariff.ts';
import { createTransaction } from './transaction.ts';
import { untyped } from './things/thing.ts';
import type { Input } from './types.ts';
import { createUser, updateUser } from './user.ts';

export { readRows } from './read-rows.ts';

/** What rows of a kind become: new things, or changes of the one that has the same name. */
interface Importer {
  create(db: Database, row: Input): Promise<object>;
  /** The table, its id and the column that tells whether a thing is there already. */
  readonly same?: {
    readonly table: 'product' | 'customer' | 'service' | 'tariff' | 'subscriber' | 'crm_user' | 'inventory_template';
    readonly id: string;
    readonly name: string;
  };
  update?(db: Database, id: unknown, row: Input): Promise<object>;
}

const importers = {
  product: {
    create: createProduct,
    same: { table: 'product', id: 'product_id', name: 'product_slug' },
    update: updateProduct,
  },
  customer: {
    create: createCustomer,
    same: { table: 'customer', id: 'customer_id', name: 'customer_stripe_id' },
    update: updateCustomer,
  },
  contact: { create: createContact },
  site: { create: createSite },
  payment_method: { create: createPaymentMethod },
  service: {
    create: createService,
    same: { table: 'service', id: 'service_id', name: 'service_uuid' },
    update: updateService,
  },
  tariff: {
    create: createTariff,
    same: { table: 'tariff', id: 'tariff_id', name: 'tariff_name' },
    update: updateTariff,
  },
  subscriber: {
    create: createSubscriber,
    same: { table: 'subscriber', id: 'subscriber_id', name: 'login' },
    update: updateSubscriber,
  },
  inventory_template: {
    create: createInventoryTemplate,
    same: { table: 'inventory_template', id: 'inventory_template_id', name: 'inventory_type' },
    update: updateInventoryTemplate,
  },
  inventory: { create: createInventory },
  transaction: { create: createTransaction },
  ...networkImporters(),
  user: { create: createUser, same: { table: 'crm_user', id: 'user_id', name: 'email' }, update: updateUser },
} satisfies Readonly<Record<string, Importer>>;

/** Rows of the network are always new ones. */
function networkImporters(): Readonly<Record<NetworkKind, Importer>> {
  const kinds = Object.keys(networkThings) as NetworkKind[];
  const entries = kinds.map(kind => [kind, { create: networkStore(kind).create }] as const);
  return Object.fromEntries(entries) as Record<NetworkKind, Importer>;
}

export type ImportKind = keyof typeof importers;

export interface ImportResult {
  readonly created: number;
  readonly updated: number;
}

/**
 * Imports rows, all or none. A row whose name exists (slug, uuid, mail address, gateway id, type) changes that thing, any other
 * makes one. Throws one E_INPUT that tells what is wrong with each row, by number from 1 (the first ten in its message).
 */
export function importThings(db: Database, kind: ImportKind, rows: readonly Input[]): Promise<ImportResult> {
  return withTransaction(db, async tx => {
    const problems: { row: number; message: string }[] = [];
    let updated = 0;
    for (const [at, row] of rows.entries()) {
      try {
        if (await importRow(tx, importers[kind], row)) updated++;
      } catch (error) {
        problems.push({ row: at + 1, message: rowProblem(error) });
      }
    }
    if (problems.length > 0) throw refused(kind, rows.length, problems);
    return { created: rows.length - updated, updated };
  });
}

/** Gives whether the row changed a thing that was there. */
async function importRow(db: Database, importer: Importer, row: Input): Promise<boolean> {
  const id = await existing(db, importer, row);
  if (id === undefined || importer.update === undefined) {
    await importer.create(db, row);
    return false;
  }
  await importer.update(db, id, row);
  return true;
}

async function existing(db: Database, { same }: Importer, row: Input): Promise<unknown> {
  if (same === undefined || typeof row[same.name] !== 'string') return undefined;
  const found = await untyped(db)
    .selectFrom(same.table)
    .select(same.id)
    .where(same.name, '=', String(row[same.name]))
    .executeTakeFirst();
  return found?.[same.id];
}

function rowProblem(error: unknown): string {
  if (!(error instanceof OmnicrmError) || error.code === 'E_INTERNAL' || error.code === 'E_DATABASE') throw error;
  return error.hint === undefined ? error.message : `${error.message} (${error.hint})`;
}

function refused(kind: string, total: number, problems: readonly { row: number; message: string }[]): OmnicrmError {
  const shown = problems.slice(0, 10).map(({ row, message }) => `row ${row}: ${message}`);
  const more = problems.length > shown.length ? [`and ${problems.length - shown.length} more`] : [];
  const text = `nothing was imported; ${problems.length} of ${total} ${kind} rows are wrong\n`;
  return new OmnicrmError('E_INPUT', text + [...shown, ...more].map(line => `  ${line}`).join('\n'), {
    details: { kind, problems },
  });
}
