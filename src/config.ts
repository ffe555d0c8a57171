/** Reads crm_config.yaml, the environment and flags once, checks them, and gives one typed Config. */
import { join, resolve } from 'node:path';
import { type BackendSettings, readBackends } from './config/backends.ts';
import { type ConfdConfig, readConfd } from './config/confd.ts';
import { checkEntries } from './config/check-entries.ts';
import { configFiles, homeFolder } from './config/home.ts';
import { overlapsOf } from './config/overlaps.ts';
import { configKeys } from './config/keys.ts';
import { defaultLayer, environmentLayers, flagLayers, labLayer } from './config/layers.ts';
import { readConfigFile } from './config/read-config-file.ts';
import { readSecretFiles } from './config/secret-files.ts';
import { type ConfigEntry, type Layer, mergeLayers, treeOf } from './config/tree.ts';
import { packageRoot } from './package-root.ts';
import type { Dict, Value } from './template/index.ts';

export { isSecretPath } from './config/keys.ts';
export type { BackendKindName } from './config/backend-keys.ts';
export type { BackendSettings } from './config/backends.ts';
export type { ConfigEntry } from './config/tree.ts';

export interface Config {
  /** The data folder; `init` makes it. */
  readonly home: string;
  readonly databasePath: string;
  /** The keys of what is sealed in the database. */
  readonly sealKeyFile: string;
  /** What FreeRADIUS reads and writes. */
  readonly radiusDatabase: string;
  /** `crm.base_url`, without a slash at its end. */
  readonly baseUrl: string;
  /** Whether endpoints come from the running lab. */
  readonly lab: boolean;
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly trustedProxies: readonly string[];
    readonly corsOrigins: readonly string[];
    readonly opsFrom: readonly string[];
    readonly graceSeconds: number;
  };
  readonly invoice: {
    /** Absolute path; undefined for the shipped template. */
    readonly templateFile: string | undefined;
    readonly dueDays: number;
    readonly issuer: string;
  };
  readonly ocs: { readonly hostPort: string | undefined; readonly tenant: string };
  /** Base URLs of the HSS nodes. */
  readonly hss: readonly string[];
  readonly sms: {
    readonly url: string | undefined;
    readonly apiKey: string | undefined;
    readonly source: string;
    /** Whose play sends queued SMS. */
    readonly gateway: string;
  };
  /** The phone system that plays and commands talk to. */
  readonly pbx: {
    readonly baseUrl: string | undefined;
    readonly username: string | undefined;
    readonly password: string | undefined;
  };
  /** Our own phone system's API. */
  readonly confd: ConfdConfig;
  readonly stripe: { readonly baseUrl: string; readonly secretKey: string | undefined };
  readonly currency: string;
  /** Folders searched for plays, nearest first; the shipped plays are the last. */
  readonly playsPath: readonly string[];
  /** Lookups that plays of orders may not use. */
  readonly refusedLookups: ReadonlySet<string>;
  readonly provisioning: {
    readonly failureList: readonly string[];
    readonly timeoutSeconds: number;
    readonly reservationSeconds: number;
    /** What becomes of an order that finds a backend down. */
    readonly backendDown: 'hold' | 'fail';
  };
  /** What changed less than so long ago is no finding of the audit yet. */
  readonly audit: { readonly graceSeconds: number };
  readonly smtp: SmtpConfig;
  /** Who is told about failed runs beside `provisioning.failureList`. */
  readonly notifications: {
    readonly webhook: { readonly urls: readonly string[]; readonly secret: string | undefined };
    readonly telegram: {
      readonly baseUrl: string;
      readonly token: string | undefined;
      readonly chatId: string | undefined;
    };
  };
  /** The systems behind the plays: those with keys of their own and those of `backends`. */
  readonly backends: readonly BackendSettings[];
  /** API key to what the operator wrote about it. */
  readonly apiKeys: Dict;
  readonly ipWhitelist: readonly string[];
  readonly serviceTypes: readonly string[];
  readonly auth: { readonly secondFactorRoles: readonly string[]; readonly passwordResetUrl: string | undefined };
  readonly jwt: {
    readonly secret: string | undefined;
    readonly accessLifetimeSeconds: number;
    readonly refreshLifetimeSeconds: number;
    readonly rememberLifetimeSeconds: number;
  };
  /** Ubilling's ini files, weakest first. */
  readonly alterIni: readonly string[];
  readonly ubilling: { readonly serial: string | undefined; readonly compat: boolean };
  readonly actions: {
    /** By the name of the action. */
    readonly overlap: ReadonlyMap<string, 'skip' | 'wait' | 'fail'>;
    readonly waitSeconds: number;
    readonly maxSkips: number;
  };
  /** The whole tree, the operator's own keys included: what plays see as `crm_config`. */
  readonly tree: Dict;
  /** Every leaf with its origin, for `config show`. */
  readonly entries: ReadonlyMap<string, ConfigEntry>;
  readonly warnings: readonly string[];
}

/** The mail server, and how to talk to it. */
export interface SmtpConfig {
  readonly host: string;
  readonly port: number;
  /** TLS from the start, STARTTLS required, no TLS, or what `notify` thinks best. */
  readonly secure: 'auto' | 'tls' | 'starttls' | 'none';
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly from: string | undefined;
}

export interface ConfigSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Values by dotted key, stronger than all else: `{'crm.base_url': 'http://…'}`. Secrets are refused. */
  readonly flags?: Readonly<Record<string, string>> | undefined;
  /** A file stronger than the ones found by themselves (`--config`); it must exist. */
  readonly file?: string | undefined;
}

/**
 * The configuration, strongest first: flags, OMNICRM_* variables, the lab when `lab` is set, the named file,
 * ./crm_config.yaml, the home's, the user's, /etc/omnicrm's, defaults. Throws E_CONFIG with the place of a bad value.
 */
export async function loadConfig(sources: ConfigSources): Promise<Config> {
  const home = homeFolder(sources.env, sources.cwd);
  const weak = [defaultLayer(home), ...(await fileLayers(sources, home))];
  const strong = [...environmentLayers(sources.env), ...flagLayers(sources.flags ?? {})];
  const lab = (await isLab([...weak, ...strong])) ? labLayer(home) : [];
  const entries = readSecretFiles(mergeLayers([...weak, ...lab, ...strong]));
  const warnings = await checkEntries(entries);
  deriveHssServer(entries);
  return configOf(home, entries, warnings, await readBackends(entries));
}

/** Weakest first, as layers are joined. */
async function fileLayers(sources: ConfigSources, home: string): Promise<Layer[]> {
  const named = sources.file === undefined ? [] : [resolve(sources.cwd, sources.file)];
  const files = [...named, ...configFiles(sources.env, sources.cwd, home)];
  const layers = await Promise.all(files.toReversed().map(file => readConfigFile(file, named.includes(file))));
  return layers.filter(layer => layer !== undefined);
}

async function isLab(layers: readonly Layer[]): Promise<boolean> {
  const lab = mergeLayers(layers).get('lab');
  if (lab === undefined) return false;
  const entries = new Map([['lab', lab]]);
  await checkEntries(entries);
  return entries.get('lab')?.value === true;
}

/** Plays in the operator's manner name one HSS by host:port. */
function deriveHssServer(entries: Map<string, ConfigEntry>): void {
  const hss = entries.get('hss');
  const [first] = texts(hss?.value);
  if (entries.has('hss_server') || hss === undefined || first === undefined) return;
  entries.set('hss_server', { ...hss, path: 'hss_server', keys: ['hss_server'], value: new URL(first).host });
}

function configOf(
  home: string,
  entries: Map<string, ConfigEntry>,
  warnings: readonly string[],
  backends: readonly BackendSettings[],
): Config {
  const value = (path: keyof typeof configKeys): Value | undefined => entries.get(path)?.value;
  const apiKeys = value('api_keys');
  return {
    home,
    databasePath: resolve(home, text(value('database.path')) ?? 'omnicrm.db'),
    radiusDatabase: resolve(home, text(value('radius.database')) ?? 'radius.db'),
    sealKeyFile: resolve(home, text(value('sealing.key_file')) ?? 'seal.key'),
    baseUrl: text(value('crm.base_url')) ?? '',
    lab: value('lab') === true,
    http: {
      host: text(value('http.host')) ?? '',
      port: Number(value('http.port')),
      trustedProxies: texts(value('http.trusted_proxies')),
      corsOrigins: texts(value('http.cors_origins')),
      opsFrom: texts(value('http.ops_from')),
      graceSeconds: Number(value('http.grace')),
    },
    invoice: invoiceConfig(home, value),
    ocs: { hostPort: text(value('ocs.OCS')), tenant: text(value('ocs.ocsTenant')) ?? '' },
    hss: texts(value('hss')),
    sms: {
      url: text(value('sms.url')),
      apiKey: text(value('sms.api_key')),
      source: text(value('sms.source')) ?? '',
      gateway: text(value('sms.gateway')) ?? '',
    },
    pbx: {
      baseUrl: text(value('pbx.base_url')),
      username: text(value('pbx.username')),
      password: text(value('pbx.password')),
    },
    confd: readConfd(value, home),
    stripe: { baseUrl: text(value('stripe.base_url')) ?? '', secretKey: text(value('stripe.secret_key')) },
    currency: text(value('currency')) ?? '',
    playsPath: [...texts(value('plays_path')).map(folder => resolve(home, folder)), join(packageRoot(), 'plays')],
    refusedLookups: new Set(texts(value('templates.refused_lookups'))),
    provisioning: {
      failureList: texts(value('provisioning.failure_list')),
      timeoutSeconds: Number(value('provisioning.timeout')),
      reservationSeconds: Number(value('provisioning.reservation')),
      backendDown: value('provisioning.backend_down') === 'fail' ? 'fail' : 'hold',
    },
    audit: { graceSeconds: Number(value('audit.grace')) },
    smtp: smtpOf(value),
    notifications: {
      webhook: {
        urls: texts(value('notifications.webhook.urls')),
        secret: text(value('notifications.webhook.secret')),
      },
      telegram: {
        baseUrl: text(value('notifications.telegram.base_url')) ?? '',
        token: text(value('notifications.telegram.token')),
        chatId: text(value('notifications.telegram.chat_id')),
      },
    },
    backends,
    apiKeys: apiKeys instanceof Map ? apiKeys : new Map(),
    ipWhitelist: texts(value('ip_whitelist')),
    serviceTypes: texts(value('service_types')),
    alterIni: texts(value('alter_ini')),
    ubilling: { serial: text(value('ubilling.serial')), compat: value('ubilling.compat') === true },
    actions: {
      overlap: overlapsOf(value('actions.overlap')),
      waitSeconds: Number(value('actions.wait')),
      maxSkips: Number(value('actions.max_skips')),
    },
    auth: {
      secondFactorRoles: texts(value('auth.second_factor_roles')),
      passwordResetUrl: text(value('auth.password_reset_url')),
    },
    jwt: {
      secret: text(value('jwt.secret')),
      accessLifetimeSeconds: Number(value('jwt.access_lifetime')),
      refreshLifetimeSeconds: Number(value('jwt.refresh_lifetime')),
      rememberLifetimeSeconds: Number(value('jwt.remember_lifetime')),
    },
    tree: treeOf(entries.values()),
    entries,
    warnings,
  };
}

function invoiceConfig(home: string, value: (path: string) => Value | undefined): Config['invoice'] {
  const file = text(value('invoice.template_filename'));
  return {
    templateFile: file === undefined ? undefined : resolve(home, 'invoice_templates', file),
    dueDays: Number(value('invoice.due_days')),
    issuer: text(value('invoice.issuer')) ?? '',
  };
}

function smtpOf(value: (path: string) => Value | undefined): SmtpConfig {
  return {
    host: text(value('smtp.host')) ?? '',
    port: Number(value('smtp.port')),
    secure: text(value('smtp.secure')) as SmtpConfig['secure'],
    user: text(value('smtp.user')),
    password: text(value('smtp.password')),
    from: text(value('smtp.from')),
  };
}

function text(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function texts(value: Value | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}
