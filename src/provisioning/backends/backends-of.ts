import type { BackendSettings, Config } from '../../config.ts';
import type { Backend } from './backend.ts';
import { kinds } from './kinds/index.ts';

const CONNECT_TIMEOUT_SECONDS = 5;
const RETRIES = 2;
const BREAKER_FAILURES = 5;
const BREAKER_OPEN_SECONDS = 10;

const tables = new WeakMap<Config, ReadonlyMap<string, Backend>>();

/** The backends of a configuration by origin (`http://host:port`), complete with what their kinds give. */
export function backendsOf(config: Config): ReadonlyMap<string, Backend> {
  let table = tables.get(config);
  if (table === undefined) {
    // Two names for one origin: the one that `backends` itself gives stands first.
    table = new Map(config.backends.toReversed().map(settings => [originOf(settings.baseUrl), backendOf(settings)]));
    tables.set(config, table);
  }
  return table;
}

/** The backend that a URL leads to, undefined for one that is not configured. */
export function backendAt(config: Config, url: unknown): Backend | undefined {
  return phoneSystemAt(config, url) ?? backendsOf(config).get(originOf(url));
}

/** A phone system may share its origin with the CRM: its path tells it apart. */
function phoneSystemAt({ backends }: Config, url: unknown): Backend | undefined {
  const settings = backends.find(
    ({ kind, baseUrl }) => kind === 'confd' && typeof url === 'string' && url.startsWith(`${baseUrl}/`),
  );
  return settings && backendOf(settings);
}

/** The origin of a URL, empty for what is none. */
export function originOf(url: unknown): string {
  if (typeof url !== 'string') return '';
  const start = /^https?:\/\/[^/?#\\@\s]+(?=[/?#]|$)/i.exec(url)?.[0];
  return start === undefined ? originIn(url) : (origins.get(start) ?? remembered(start));
}

/** Calls go to few places again and again: what stands before the path says it all. */
const origins = new Map<string, string>();
const MOST_ORIGINS = 500;

function remembered(start: string): string {
  if (origins.size >= MOST_ORIGINS) origins.clear();
  const origin = originIn(start);
  origins.set(start, origin);
  return origin;
}

function originIn(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}

function backendOf(settings: BackendSettings): Backend {
  const kind = kinds[settings.kind];
  const answerSeconds = settings.answerTimeoutSeconds;
  return {
    name: settings.name,
    baseUrl: settings.baseUrl.replace(/\/$/, ''),
    origin: originOf(settings.baseUrl),
    kind,
    concurrency: settings.concurrency ?? kind.concurrency,
    rate: settings.rate,
    connectTimeoutMs: (settings.connectTimeoutSeconds ?? CONNECT_TIMEOUT_SECONDS) * 1000,
    answerTimeoutMs: answerSeconds === undefined ? undefined : answerSeconds * 1000,
    retries: settings.retries ?? RETRIES,
    honoursIdempotencyKey: settings.honoursIdempotencyKey ?? kind.honoursIdempotencyKey,
    breaker: {
      failures: settings.breakerFailures ?? BREAKER_FAILURES,
      openMs: (settings.breakerOpenSeconds ?? BREAKER_OPEN_SECONDS) * 1000,
    },
  };
}
