import type { PermissionObject } from '../../crm/permission.ts';
import type { Input } from '../../crm/types.ts';
import type { RunScope } from '../../provisioning/context.ts';
import type { Database } from '../../store/schema.ts';
import type { Access, Change, Row } from './access.ts';
import { refuseForeignReferences } from './foreign-references.ts';
import { inventoryBelongsToRun, refuseForeignStock } from './run-inventory.ts';
import { conflict, forbidden, ownsService, refuseOtherCustomer } from './run-owns.ts';

/** The access of a run: it reads what its customer has, and changes only what its order owns. */
export function createRunAccess(run: RunScope): Access {
  return {
    principal: { kind: 'run', id: run.provisionId, name: `run ${run.provisionId}` },
    userId: run.userId,
    provisionId: run.provisionId,
    customerId: run.customerId,
    permissions: [],
    sessionId: undefined,
    mayTry: () => {},
    mayList: object => listLimit(run, object),
    mayRead: (db, object, row) => mayRead(db, run, object, row),
    mayCreate: (db, object, body) => mayCreate(db, run, object, body),
    mayChange: (db, change) => mayChange(db, run, change),
    hidden: () => [],
    seesSecrets: (db, item) => inventoryBelongsToRun(db, run, item),
  };
}

/** Things of the customer that a run may read. */
const ofCustomer: readonly PermissionObject[] = [
  ...(['customer', 'contact', 'site', 'service', 'subscriber', 'inventory'] as const),
  ...(['transaction', 'payment_method', 'provision'] as const),
];

/** Things that belong to nobody. */
const catalogue: readonly PermissionObject[] = ['product', 'tariff', 'inventory_template'];

function listLimit(run: RunScope, object: PermissionObject): number | undefined {
  if (catalogue.includes(object)) return undefined;
  if (ofCustomer.includes(object)) return run.customerId;
  throw forbidden(run, `list each ${object}`);
}

async function mayRead(db: Database, run: RunScope, object: PermissionObject, row: Row): Promise<void> {
  if (catalogue.includes(object)) return;
  if (!ofCustomer.includes(object)) throw forbidden(run, `read a ${object}`);
  if (object === 'inventory' && (await inventoryBelongsToRun(db, run, row))) return;
  refuseOtherCustomer(run, row, object);
}

/** What a run may make for its customer. */
const creatable: readonly PermissionObject[] = ['service', 'subscriber', 'transaction'];

async function mayCreate(db: Database, run: RunScope, object: PermissionObject, body: Input): Promise<void> {
  if (!creatable.includes(object)) throw forbidden(run, `create a ${object}`);
  await refuseForeignReferences(db, run.customerId, body);
  if (object === 'subscriber') return refuseForeignService(db, run, body['service_id']);
  refuseOtherCustomer(run, { customer_id: Number(body['customer_id']) }, object);
}

/** A subscriber belongs to the order by its service. */
async function refuseForeignService(db: Database, run: RunScope, service_id: unknown): Promise<void> {
  if (!(await ownsService(db, run, Number(service_id)))) throw conflict(run, `service ${String(service_id)}`);
}

async function mayChange(db: Database, run: RunScope, change: Change): Promise<void> {
  const check = changeChecks[change.object];
  if (check === undefined) throw forbidden(run, `${change.verb} a ${change.object}`);
  await check(db, run, change);
  if (change.object !== 'inventory') await refuseForeignTarget(db, run, change);
}

/** Rows of the order stay with its customer. */
async function refuseForeignTarget(db: Database, run: RunScope, { object, changes }: Change): Promise<void> {
  const { customer_id } = changes;
  if (customer_id !== undefined) refuseOtherCustomer(run, { customer_id: Number(customer_id) }, object);
  await refuseForeignReferences(db, run.customerId, changes);
}

type ChangeCheck = (db: Database, run: RunScope, change: Change) => Promise<void>;

const changeChecks: Partial<Readonly<Record<PermissionObject, ChangeCheck>>> = {
  service: async (db, run, { row }) => {
    refuseOtherCustomer(run, row, 'service');
    if (!(await ownsService(db, run, row['service_id']))) throw conflict(run, `service ${String(row['service_id'])}`);
  },
  subscriber: async (db, run, { row, changes }) => {
    refuseOtherCustomer(run, row, 'subscriber');
    await refuseForeignService(db, run, row['service_id']);
    if ('service_id' in changes) await refuseForeignService(db, run, changes['service_id']);
  },
  inventory: refuseForeignStock,
  transaction: async (_db, run, { row }) => {
    refuseOtherCustomer(run, row, 'transaction');
    if (row['provision_id'] === run.provisionId) return;
    throw conflict(
      run,
      'payment_id' in row ? `payment ${Number(row['payment_id'])}` : `transaction ${Number(row['transaction_id'])}`,
    );
  },
};
