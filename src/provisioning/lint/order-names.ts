/** Names that every order or removal gives its play: set above everything a play sets. */
export const systemNames: ReadonlySet<string> = new Set([
  'access_token',
  'action',
  'customer_id',
  'initiating_user',
  'product_id',
]);

/** These, and what comes with the service or the configuration: a play may replace it. */
export const orderNames: ReadonlySet<string> = new Set([
  ...systemNames,
  'crm_config',
  'hss_server',
  'service_id',
  'service_uuid',
  // Of the stock that a service holds, at its removal.
  'iccid',
  'imsi',
  'msisdn',
]);
