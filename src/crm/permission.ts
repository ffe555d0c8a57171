/** Rights are `verb_object`; `admin` is all of them. */

const verbs = ['view', 'view_own', 'create', 'update', 'delete'] as const;
export const objects = [
  ...([
    'customer',
    'contact',
    'site',
    'product',
    'service',
    'subscriber',
    'tariff',
    'inventory',
    'inventory_template',
  ] as const),
  ...(['transaction', 'invoice', 'provision', 'user', 'role', 'activity', 'payment_method'] as const),
] as const;

export type PermissionVerb = (typeof verbs)[number];
export type PermissionObject = (typeof objects)[number];
export type Permission = `${PermissionVerb}_${PermissionObject}` | 'admin' | 'view_inventory_secret';

/** Every permission there is. */
export const permissions: readonly Permission[] = [
  'admin',
  'view_inventory_secret',
  ...objects.flatMap(object => verbs.map(verb => `${verb}_${object}` as const)),
];

/** Whether a set of permissions holds one, by name or by being admin's. */
export function hasPermission(granted: readonly string[], wanted: Permission): boolean {
  return granted.includes('admin') || granted.includes(wanted);
}

/** Whether who holds a set of permissions can do what one allows: to view all is also to view the own. */
export function coversPermission(granted: readonly string[], wanted: string): boolean {
  const names = ['admin', wanted, wanted.replace(/^view_own_/, 'view_')];
  return names.some(name => granted.includes(name));
}

/** The roles every installation begins with. */
export const defaultRoles: readonly { role_name: string; description: string; permissions: readonly Permission[] }[] = [
  { role_name: 'Admin', description: 'Everything', permissions: ['admin'] },
  {
    role_name: 'Support',
    description: 'Helps customers and provisions for them',
    permissions: [
      ...grant(
        ['view'],
        ['product', 'tariff', 'inventory', 'inventory_template', 'transaction', 'invoice', 'activity'],
      ),
      ...grant(['view', 'create', 'update'], ['customer', 'contact', 'site', 'service', 'subscriber', 'provision']),
      'update_inventory',
      'view_payment_method',
    ],
  },
  {
    role_name: 'Finance',
    description: 'Prices, transactions and invoices',
    permissions: [
      ...grant(['view'], ['customer', 'contact', 'site', 'service', 'subscriber', 'provision', 'activity']),
      ...grant(['view', 'update'], ['product', 'tariff']),
      ...grant(['view', 'create', 'update', 'delete'], ['transaction', 'invoice', 'payment_method']),
    ],
  },
  {
    role_name: 'Customer Admin',
    description: 'Manages the own account',
    permissions: [
      ...grant(['view'], ['product', 'tariff']),
      ...grant(['view_own'], ['customer', 'contact', 'site', 'service', 'subscriber', 'inventory', 'transaction']),
      'view_own_invoice',
      ...grant(['view_own'], ['provision', 'activity', 'payment_method', 'user']),
    ],
  },
  {
    role_name: 'Customer',
    description: 'Sees the own account and orders for it',
    permissions: [
      ...grant(['view'], ['product', 'tariff']),
      ...grant(
        ['view_own'],
        ['customer', 'service', 'subscriber', 'transaction', 'invoice', 'provision', 'payment_method'],
      ),
    ],
  },
];

function grant(someVerbs: readonly PermissionVerb[], someObjects: readonly PermissionObject[]): Permission[] {
  return someObjects.flatMap(object => someVerbs.map(verb => `${verb}_${object}` as const));
}
