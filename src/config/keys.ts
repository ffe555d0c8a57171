/** Every configuration key omnicrm itself reads. Other keys belong to the operator's plays and are kept as they are. */
import type { Value } from '../template/index.ts';

export type ConfigType =
  | 'text'
  | 'url'
  | 'host-port'
  | 'texts'
  | 'urls'
  | 'seconds'
  | 'count'
  | 'whole'
  | 'rate'
  | 'port'
  | 'bool'
  | 'mapping'
  | 'mail-security';

export interface ConfigKey {
  readonly type: ConfigType;
  readonly summary: string;
  readonly default?: Value;
  /** The texts that are accepted. */
  readonly choices?: readonly string[];
  /** Masked by `config show`, refused as a flag; `<key>_file` may name a file that holds it. */
  readonly secret?: boolean;
}

/** By dotted path, in the words of the operator's crm_config.yaml. */
export const configKeys: Readonly<Record<string, ConfigKey>> = {
  'crm.base_url': { type: 'url', default: 'http://localhost:5000', summary: 'where plays call the CRM' },
  'http.host': { type: 'text', default: '127.0.0.1', summary: 'address that `serve` listens on' },
  'http.trusted_proxies': {
    type: 'texts',
    default: [],
    summary: 'addresses and networks of proxies whose X-Forwarded-For is believed',
  },
  'http.cors_origins': { type: 'texts', default: [], summary: 'origins whose pages may call the API; none by default' },
  'http.ops_from': {
    type: 'texts',
    default: ['127.0.0.0/8', '::1'],
    summary: 'addresses and networks that may read /metrics',
  },
  'http.grace': { type: 'seconds', default: 30, summary: 'how long `serve` waits for its runs when it stops' },
  'http.port': { type: 'port', default: 5000, summary: 'port that `serve` listens on' },
  'database.path': { type: 'text', summary: 'SQLite file (default: omnicrm.db in the home)' },
  'radius.database': {
    type: 'text',
    summary: 'SQLite file that FreeRADIUS reads (default: radius.db in the home)',
  },
  'sealing.key_file': {
    type: 'text',
    summary: 'keys of what is sealed in the database (default: seal.key in the home)',
  },
  lab: { type: 'bool', default: false, summary: 'take the endpoints from the running lab' },
  'ocs.OCS': { type: 'host-port', summary: 'host:port of the charging system' },
  'ocs.ocsTenant': { type: 'text', default: 'cgrates.org', summary: 'tenant in the charging system' },
  hss: { type: 'urls', default: [], summary: 'base URL of each HSS node' },
  hss_server: { type: 'host-port', summary: 'host:port of the first HSS node (default: from hss)' },
  'sms.url': { type: 'url', summary: 'base URL of the SMS gateway' },
  'sms.api_key': { type: 'text', secret: true, summary: 'key of the SMS gateway' },
  'sms.source': { type: 'text', default: 'omnicrm', summary: 'sender of messages' },
  'pbx.base_url': { type: 'url', summary: "the phone system's API, such as https://host:9486/1.1 (XiVO's confd)" },
  'pbx.username': { type: 'text', summary: 'login of its web services' },
  'pbx.password': { type: 'text', secret: true, summary: 'password of that login' },
  'confd.users': {
    type: 'mapping',
    secret: true,
    summary: 'login to password (or to password_file) of our own phone system at /1.1; without one there is none',
  },
  'confd.contexts': {
    type: 'mapping',
    summary:
      'its contexts: name to {type, ranges: [1000-1999], did_length}; default, from-extern and to-extern are there already',
  },
  'confd.challenge': {
    type: 'text',
    choices: ['qop', '2015'],
    default: 'qop',
    summary: "digest: qop for RFC 2617, 2015 for the cookie-bound nonce of that time's clients",
  },
  'sms.gateway': {
    type: 'text',
    default: 'plain',
    summary: 'whose play sends queued SMS: plain (sms.url), turbosms, or NAME of your actions/send-sms-NAME.yaml',
  },
  'turbosms.base_url': { type: 'url', default: 'https://api.turbosms.ua', summary: 'API of TurboSMS' },
  'turbosms.token': { type: 'text', secret: true, summary: 'token of TurboSMS' },
  'turbosms.sender': { type: 'text', summary: 'sender of SMS, as registered at TurboSMS' },
  'megogo.base_url': { type: 'url', default: 'https://billing.megogo.net', summary: 'API of Megogo for partners' },
  'olltv.base_url': { type: 'url', default: 'http://oll.tv', summary: 'API of Oll.tv for providers' },
  'stripe.base_url': { type: 'url', default: 'https://api.stripe.com', summary: 'payments API' },
  'stripe.secret_key': { type: 'text', secret: true, summary: 'key of the payments API' },
  'invoice.template_filename': {
    type: 'text',
    summary: 'HTML template of invoices, in invoice_templates/ of the home (default: the shipped one)',
  },
  'invoice.due_days': { type: 'whole', default: 14, summary: 'days from an invoice to its due date' },
  'invoice.issuer': { type: 'text', summary: 'who writes the invoices: name and address, as lines' },
  currency: { type: 'text', default: 'USD', summary: 'ISO 4217 code of all prices' },
  plays_path: { type: 'texts', default: [], summary: 'folders searched for plays, before the shipped ones' },
  'templates.refused_lookups': {
    type: 'texts',
    default: [],
    summary: 'lookups that plays of orders may not use, such as pipe and url',
  },
  'provisioning.failure_list': { type: 'texts', default: [], summary: 'mail addresses told about failed runs' },
  'smtp.host': { type: 'text', default: 'localhost', summary: 'mail server for messages about failed runs' },
  'smtp.port': { type: 'port', default: 25, summary: 'its port' },
  'smtp.secure': {
    type: 'mail-security',
    default: 'auto',
    summary: 'tls, starttls, none, or auto: STARTTLS where offered, always with a password',
  },
  'smtp.user': { type: 'text', summary: 'name for logging in at the mail server' },
  'smtp.password': { type: 'text', secret: true, summary: 'password for logging in at the mail server' },
  'smtp.from': { type: 'text', summary: 'sender of mail (default: omnicrm at this host)' },
  'notifications.webhook.urls': {
    type: 'urls',
    default: [],
    summary: 'URLs that get each failed run as a JSON document',
  },
  'notifications.webhook.secret': { type: 'text', secret: true, summary: 'signs those documents' },
  'notifications.telegram.base_url': {
    type: 'url',
    default: 'https://api.telegram.org',
    summary: 'the bot API of Telegram',
  },
  'notifications.telegram.token': { type: 'text', secret: true, summary: 'token of the bot' },
  'notifications.telegram.chat_id': { type: 'text', summary: 'the chat told about failed runs' },
  'provisioning.timeout': { type: 'seconds', default: 900, summary: 'longest run, in seconds' },
  'provisioning.reservation': {
    type: 'seconds',
    default: 1800,
    summary: 'how long reserved stock is held, in seconds',
  },
  'audit.grace': {
    type: 'whole',
    default: 600,
    summary: 'what changed less than so many seconds ago is no finding yet',
  },
  'provisioning.backend_down': {
    type: 'text',
    choices: ['hold', 'fail'],
    default: 'hold',
    summary: 'hold: an order that finds a backend down waits and goes on later; fail: it is refused',
  },
  api_keys: { type: 'mapping', secret: true, summary: 'API key to its roles' },
  ip_whitelist: { type: 'texts', default: [], summary: 'addresses trusted by the simple provisioning routes' },
  service_types: {
    type: 'texts',
    default: ['omnicharge', 'mobile', 'internet', 'iptv', 'voip'],
    summary: 'allowed service types',
  },
  'auth.second_factor_roles': {
    type: 'texts',
    default: [],
    summary: "roles whose users must have a second factor; '*' for everybody",
  },
  'auth.password_reset_url': {
    type: 'url',
    summary: "the portal's page for a new password, mailed with #token=…; without it nobody is mailed one",
  },
  'jwt.secret': { type: 'text', secret: true, summary: 'signs access tokens' },
  alter_ini: {
    type: 'texts',
    default: [],
    summary: "Ubilling's ini files whose options are read; `alter` in this file is stronger",
  },
  'ubilling.serial': { type: 'text', secret: true, summary: 'the key of remote API calls' },
  'ubilling.compat': {
    type: 'bool',
    default: false,
    summary: 'answer remote API errors with status 200, as Ubilling does',
  },
  'actions.overlap': { type: 'mapping', summary: 'action to what a second run does: skip, wait or fail' },
  'actions.wait': { type: 'seconds', default: 60, summary: 'how long a second run waits for the first, in seconds' },
  'actions.max_skips': { type: 'count', default: 10, summary: 'skips in a row after which a skip is an error' },
  'jwt.refresh_lifetime': {
    type: 'seconds',
    default: 604_800,
    summary: 'how long a login lives after its last refresh, in seconds',
  },
  'jwt.remember_lifetime': {
    type: 'seconds',
    default: 2_592_000,
    summary: 'the same for a login that asks to be remembered, in seconds',
  },
  'jwt.access_lifetime': { type: 'seconds', default: 900, summary: 'life of an access token, in seconds' },
};

/** Names that hold secrets wherever they stand in the operator's own part of the tree. */
const SECRET_NAME = /(^|_)(secret|password|passwd|token|key|ki|opc)(_|$)/i;

/** Whether the value at a dotted path must never be printed. */
export function isSecretPath(path: string): boolean {
  const known = configKeys[path];
  if (known !== undefined) return known.secret === true;
  const name = path.slice(path.lastIndexOf('.') + 1);
  return SECRET_NAME.test(name) && !/_file$|idempotency_key$/.test(name);
}
