/** Who may ask what: one line for each route of the table. A route without a line fails the test. */

/** A request about customer 1, and what kind of route it goes to. */
export interface MatrixLine {
  readonly kind: Kind;
  /** The path with ids in it; default: the route's own. */
  readonly path?: string;
  readonly body?: object;
}

export const kinds = {
  /** Everybody may ask; what is in the body decides. */
  open: {},
  /** Every caller, about himself. */
  anyone: { otherCustomer: 200, withoutPermission: 200, run: 200 },
  /** A user with a token, about himself. */
  self: { otherCustomer: 'own', withoutPermission: 'own', run: 403 },
  /** Rows that belong to nobody: customers and runs may look. */
  catalogue: { otherCustomer: 200, withoutPermission: 403, run: 200 },
  /** Lists: customers and runs get their own rows. */
  list: { otherCustomer: 200, withoutPermission: 403, run: 200 },
  /** Rows of customer 1: no other customer, no run of another. */
  row: { otherCustomer: 403, withoutPermission: 403, run: 403 },
  /** Rows that belong to nobody, of no interest to customers. */
  templates: { otherCustomer: 403, withoutPermission: 403, run: 200 },
  /** Open to keys and to addresses of the white list; a token counts for nothing. */
  address: { nobody: 403, wrongToken: 403, expiredToken: 403, otherCustomer: 403, withoutPermission: 403, run: 403 },
  /** As a list, but nothing for runs. */
  listOfPeople: { otherCustomer: 200, withoutPermission: 403, run: 403 },
} as const;

export type Kind = keyof typeof kinds;

const row = (path?: string, body?: object): MatrixLine => ({
  kind: 'row',
  ...(path === undefined ? {} : { path }),
  ...(body === undefined ? {} : { body }),
});
const ofKind = (kind: Kind, path?: string): MatrixLine => ({ kind, ...(path === undefined ? {} : { path }) });

/** The usual routes of a thing whose row 1 is customer 1's. */
function usual(path: string, key: string, make: object, more: Partial<Record<'list' | 'get', Kind>> = {}) {
  const one = `/crm/${path}/${key}/1`;
  const url = `/crm/${path}/${key}/:${key}`;
  return {
    [`PUT /crm/${path}/`]: row(undefined, make),
    [`GET /crm/${path}/`]: ofKind(more.list ?? 'list'),
    [`GET ${url}`]: ofKind(more.get ?? 'row', one),
    [`PATCH ${url}`]: row(one, {}),
    [`DELETE ${url}`]: row(one),
  };
}

const ofCustomer = (path: string) => ({
  [`GET /crm/${path}/customer_id/:customer_id`]: row(`/crm/${path}/customer_id/1`),
});

const ofRun = (verb: string) => ({
  [`POST /crm/provision/provision_id/:provision_id/${verb}`]: row(`/crm/provision/provision_id/1/${verb}`),
});

const simple = (path: string) => ({
  [`POST /crm/provision/${path}/service_id/:service_id/product_id/:product_id`]: ofKind(
    'address',
    `/crm/provision/${path}/service_id/1/product_id/1`,
  ),
});

const templates = { list: 'templates', get: 'templates' } as const;
const password = 'correct horse';
const service = { customer_id: 1, product_id: 1, service_name: 'x', service_uuid: 'x' };

export const matrix: Readonly<Record<string, MatrixLine>> = {
  'POST /crm/auth/login': ofKind('open'),
  'POST /crm/auth/second_factor': ofKind('open'),
  'POST /crm/auth/refresh': ofKind('open'),
  'POST /crm/auth/logout': ofKind('open'),
  'POST /crm/auth/password_reset': ofKind('open'),
  'POST /crm/auth/password_reset/confirm': ofKind('open'),
  'GET /crm/auth/me': ofKind('anyone'),
  'GET /crm/auth/session/': ofKind('self'),
  'DELETE /crm/auth/session/session_id/:session_id': ofKind(
    'self',
    '/crm/auth/session/session_id/00000000-0000-0000-0000-000000000000',
  ),
  'POST /crm/auth/change_password': { kind: 'self', body: { password: 'wrong', new_password: password } },
  'POST /crm/2fa/enable/user/:user_id': row('/crm/2fa/enable/user/1', { password }),
  'POST /crm/2fa/verify/user/:user_id': row('/crm/2fa/verify/user/1', { code: '000000' }),
  'POST /crm/2fa/backup_codes/user/:user_id': row('/crm/2fa/backup_codes/user/1', { password }),
  'POST /crm/2fa/disable/user/:user_id': row('/crm/2fa/disable/user/1', {}),
  ...usual('product', 'product_id', { product_slug: 'x', product_name: 'x' }, { list: 'catalogue', get: 'catalogue' }),
  ...usual('customer', 'customer_id', { customer_name: 'x' }),
  ...usual('contact', 'contact_id', { customer_id: 1, contact_name: 'x' }),
  ...ofCustomer('contact'),
  ...usual('site', 'site_id', { customer_id: 1, site_name: 'x' }),
  ...ofCustomer('site'),
  ...usual('service', 'service_id', service),
  ...ofCustomer('service'),
  ...usual('tariff', 'tariff_id', { tariff_name: 'x' }, { list: 'catalogue', get: 'catalogue' }),
  ...usual('subscriber', 'subscriber_id', { login: 'x', service_id: 1 }),
  ...ofCustomer('subscriber'),
  ...usual('inventory', 'inventory_id', { inventory_type: 'Mobile Number', msisdn: '1' }),
  ...ofCustomer('inventory'),
  ...usual('inventory/template', 'inventory_template_id', { inventory_type: 'x', fields: [] }, templates),
  ...usual('transaction', 'transaction_id', { customer_id: 1, title: 'x', retail_cost: 1 }),
  ...ofCustomer('transaction'),
  ...usual(
    'invoice',
    'invoice_id',
    { customer_id: 1, start_date: '2020-01-01', end_date: '2020-01-31' },
    { list: 'listOfPeople' },
  ),
  ...ofCustomer('invoice'),
  'GET /crm/invoice/invoice_id/:invoice_id/html': row('/crm/invoice/invoice_id/1/html'),
  ...usual('payment_method', 'payment_method_id', { customer_id: 1, gateway_token: 'pm_x' }),
  ...ofCustomer('payment_method'),
  ...usual('user', 'user_id', { email: 'x@y', user_name: 'x' }, { list: 'listOfPeople' }),
  ...ofCustomer('user'),
  ...usual('role', 'role_id', { role_name: 'x' }, { list: 'row' }),
  'GET /crm/activity/': ofKind('listOfPeople'),
  ...ofCustomer('activity'),
  'GET /crm/activity/activity_id/:activity_id': row('/crm/activity/activity_id/1'),
  'GET /crm/permission/': row(),
  'GET /crm/stripe/customer_id/:customer_id': row('/crm/stripe/customer_id/1'),
  'POST /crm/stripe/charge_card/:customer_stripe_id': row('/crm/stripe/charge_card/cus_demo_1', { retail_cost: 1 }),
  'POST /crm/stripe/refund/:charge_id': row('/crm/stripe/refund/pi_1'),
  'GET /crm/provision/': ofKind('list'),
  'GET /crm/provision/provision_id/:provision_id': row('/crm/provision/provision_id/1'),
  'GET /crm/provision/provision_id/:provision_id/events': row('/crm/provision/provision_id/2/events'),
  'PUT /crm/provision/': row(undefined, { product_id: 1, customer_id: 1 }),
  ...ofRun('resume'),
  ...ofRun('rollback'),
  ...ofRun('cancel'),
  ...ofRun('retry'),
  ...simple('simple_provision_addon'),
  ...simple('simple_provision_addon_recharge'),
};
