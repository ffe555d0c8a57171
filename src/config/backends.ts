/** `backends` of crm_config.yaml: how the systems behind the plays are called. Endpoints that have keys of their own are there by themselves. */
import { type BackendKindName, backendKinds } from './backend-keys.ts';
import { Float } from '../template/values/types.ts';
import type { Value } from '../template/index.ts';
import type { ConfigEntry } from './tree.ts';
import { wrongValue } from './wrong-value.ts';

/** One backend as configured; what is undefined is for its kind to say. */
export interface BackendSettings {
  readonly name: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly kind: BackendKindName;
  /** File of certificates. */
  readonly caFile?: string | undefined;
  /** SHA-256 of the only certificate that is trusted. */
  readonly fingerprint?: string | undefined;
  readonly concurrency: number | undefined;
  /** Calls a second. */
  readonly rate: number | undefined;
  readonly connectTimeoutSeconds: number | undefined;
  readonly answerTimeoutSeconds: number | undefined;
  readonly retries: number | undefined;
  readonly honoursIdempotencyKey: boolean | undefined;
  readonly breakerFailures: number | undefined;
  readonly breakerOpenSeconds: number | undefined;
}

/** Every backend that the configuration knows, by its keys or by its name. Throws E_CONFIG for one without a place. */
export async function readBackends(entries: ReadonlyMap<string, ConfigEntry>): Promise<readonly BackendSettings[]> {
  const named = settingsByName(entries);
  const known = endpointsOf(entries).map(endpoint => ({ ...endpoint, settings: settingsFor(endpoint.name, named) }));
  // Limits of a kind whose endpoint is not set wait for it.
  const taken = new Set<string>([...known.map(({ name }) => name), 'ocs', 'hss', 'sms', 'payments', 'pbx', 'crm']);
  const own = [...named].filter(([name, settings]) => settings.has('base_url') || !taken.has(name));
  for (const [, settings] of own) await refuseWithoutPlace(settings);
  await refuseSamePlace(own);
  return [
    ...own.map(([name, settings]) => settingsOf(name, '', settings)),
    ...known.filter(({ name }) => named.get(name)?.has('base_url') !== true).map(fromEndpoint),
  ];
}

type Settings = ReadonlyMap<string, ConfigEntry>;

function settingsByName(entries: ReadonlyMap<string, ConfigEntry>): Map<string, Map<string, ConfigEntry>> {
  const named = new Map<string, Map<string, ConfigEntry>>();
  for (const entry of entries.values()) {
    const [top, name, ...rest] = entry.keys;
    if (top !== 'backends' || rest.length === 0) continue;
    const key = asText(name);
    const settings = named.get(key) ?? new Map<string, ConfigEntry>();
    named.set(key, settings.set(rest.map(String).join('.'), entry));
  }
  return named;
}

interface Endpoint {
  readonly name: string;
  readonly baseUrl: string;
}

/** The systems that have keys of their own: `ocs`, `hss1` and its fellows, `sms`, `payments`, `crm`. */
function endpointsOf(entries: ReadonlyMap<string, ConfigEntry>): Endpoint[] {
  const text = (path: string): string[] => {
    const value = entries.get(path)?.value;
    return typeof value === 'string' && value !== '' ? [value] : [];
  };
  const listed = entries.get('hss')?.value;
  const nodes = Array.isArray(listed) ? listed.map(String) : [];
  const hss = nodes.length > 0 ? nodes : text('hss_server').map(node => `http://${node}`);
  return [
    ...text('ocs.OCS').map(hostPort => ({ name: 'ocs', baseUrl: `http://${hostPort}` })),
    ...hss.map((baseUrl, index) => ({ name: `hss${index + 1}`, baseUrl })),
    ...text('sms.url').map(baseUrl => ({ name: 'sms', baseUrl })),
    ...text('stripe.base_url').map(baseUrl => ({ name: 'payments', baseUrl })),
    ...text('crm.base_url').map(baseUrl => ({ name: 'crm', baseUrl })),
    // After the CRM: our own phone system is at the same place, and limits are the CRM's there.
    ...text('pbx.base_url').map(baseUrl => ({ name: 'pbx', baseUrl })),
  ];
}

/** `hss` speaks for every node, `hss2` for the second. */
function groupOf(name: string): string {
  return name.replace(/^hss\d+$/, 'hss');
}

/** The phone system speaks confd. */
function kindOf(name: string): string {
  return name === 'pbx' ? 'confd' : groupOf(name);
}

function settingsFor(name: string, named: ReadonlyMap<string, Settings>): Settings {
  return new Map([...(named.get(groupOf(name)) ?? []), ...(named.get(name) ?? [])]);
}

async function refuseWithoutPlace(settings: Settings): Promise<void> {
  const [first] = settings.values();
  if (settings.has('base_url') || first === undefined) return;
  const path = first.keys.slice(0, 2).map(String).join('.');
  throw await wrongValue(first, `${path} needs a base_url: no other key says where this backend is`);
}

/** Limits belong to a host and port: two backends there would be one. */
async function refuseSamePlace(own: readonly (readonly [string, Settings])[]): Promise<void> {
  const places = new Map<string, string>();
  for (const [name, settings] of own) {
    const entry = settings.get('base_url');
    if (entry === undefined) continue;
    const { origin } = new URL(asText(entry.value));
    const other = places.get(origin);
    if (other !== undefined) throw await wrongValue(entry, `${entry.path}: ${other} is at the same host and port`);
    places.set(origin, name);
  }
}

function fromEndpoint({ name, baseUrl, settings }: Endpoint & { readonly settings: Settings }): BackendSettings {
  return settingsOf(name, baseUrl, settings);
}

function settingsOf(name: string, baseUrl: string, settings: Settings): BackendSettings {
  const value = (key: string): Value | undefined => settings.get(key)?.value;
  const written = backendKinds.find(kind => kind === value('kind'));
  const [caFile, fingerprint] = [value('ca_file'), value('fingerprint')];
  return {
    name,
    baseUrl: asText(value('base_url') ?? baseUrl),
    kind: written ?? backendKinds.find(kind => kind === kindOf(name)) ?? 'http',
    caFile: caFile === undefined ? undefined : asText(caFile),
    fingerprint: fingerprint === undefined ? undefined : asText(fingerprint),
    concurrency: numberOf(value('concurrency')),
    rate: numberOf(value('rate')),
    connectTimeoutSeconds: numberOf(value('connect_timeout')),
    answerTimeoutSeconds: numberOf(value('answer_timeout')),
    retries: numberOf(value('retries')),
    honoursIdempotencyKey: value('honours_idempotency_key') as boolean | undefined,
    breakerFailures: numberOf(value('breaker.failures')),
    breakerOpenSeconds: numberOf(value('breaker.open_seconds')),
  };
}

/** Texts were checked to be such; a name may have been written as a number. */
function asText(value: Value | undefined): string {
  return typeof value === 'string' ? value : `${Number(value)}`;
}

function numberOf(value: Value | undefined): number | undefined {
  if (value instanceof Float) return value.value;
  return value === undefined ? undefined : Number(value);
}
