/** The tables of the database: one interface each, one property a column. */

import type { Kysely, Transaction } from 'kysely';
import type {
  ActivityTable,
  ApiKeyTable,
  BackupCodeTable,
  LoginAttemptTable,
  RefreshTokenTable,
  SessionTable,
} from './tables/access.ts';
import type { ProductTable } from './tables/catalogue.ts';
import type { ContactTable, CustomerTable, PaymentMethodTable, SiteTable } from './tables/customer.ts';
import type { InventoryTable, InventoryTemplateTable, InventoryUniqueTable } from './tables/inventory.ts';
import type { NotificationTable } from './tables/notification.ts';
import type { ProvisionEventTable, ProvisionTable } from './tables/provision.ts';
import type { ServiceTable } from './tables/service.ts';
import type { PaymentTable, TransactionTable } from './tables/transaction.ts';
import type { RolePermissionTable, RoleTable, UserRoleTable, UserTable } from './tables/user.ts';

export interface Tables {
  product: ProductTable;
  customer: CustomerTable;
  contact: ContactTable;
  site: SiteTable;
  payment_method: PaymentMethodTable;
  service: ServiceTable;
  inventory_template: InventoryTemplateTable;
  inventory: InventoryTable;
  inventory_unique: InventoryUniqueTable;
  crm_transaction: TransactionTable;
  payment: PaymentTable;
  crm_user: UserTable;
  role: RoleTable;
  user_role: UserRoleTable;
  role_permission: RolePermissionTable;
  backup_code: BackupCodeTable;
  session: SessionTable;
  refresh_token: RefreshTokenTable;
  login_attempt: LoginAttemptTable;
  api_key: ApiKeyTable;
  activity: ActivityTable;
  provision: ProvisionTable;
  provision_event: ProvisionEventTable;
  notification: NotificationTable;
}

/** An open database, or a transaction on it: functions of the CRM take either. */
export type Database = Kysely<Tables>;
export type DatabaseTransaction = Transaction<Tables>;
