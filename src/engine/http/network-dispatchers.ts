import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { rootCertificates } from 'node:tls';
import type Undici from 'undici';
import type { Dispatcher, Pool } from 'undici';
import type { TlsOptions } from '../module.ts';

export interface NetworkDispatchers {
  /** The keep-alive pool of an origin (`https://host:8443`), made at the first call; one pool for each kind of TLS. */
  dispatcherFor(origin: string, tls?: TlsOptions): Dispatcher;
  /** The pool that speaks HTTP through a UNIX socket. */
  dispatcherForSocket(socketPath: string, origin: string): Dispatcher;
  /** Closes every connection; calls under way are ended. */
  close(): Promise<void>;
}

const KEEP_ALIVE_MS = 30_000;
// undici's own timeouts are off where the caller has its own: a module knows its `timeout`, the pool does not.
const POOL_OPTIONS: Pool.Options = { keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: 0, bodyTimeout: 0, allowH2: false };

/** Connections to the network, kept for the length of a run. Nothing is loaded or opened before the first call. */
export function networkDispatchers(): NetworkDispatchers {
  const pools = new Map<string, Pool>();
  const poolFor = (key: string, make: () => Pool): Pool => {
    const known = pools.get(key);
    if (known !== undefined) return known;
    const pool = make();
    pools.set(key, pool);
    return pool;
  };
  return {
    dispatcherFor: (origin, tls) => poolFor(poolKey(origin, tls), () => networkPool(origin, tls)),
    dispatcherForSocket: (path, origin) => poolFor(`${path} ${origin}`, () => socketPool(path, origin)),
    close: async () => {
      const open = [...pools.values()];
      pools.clear();
      await Promise.all(open.map((pool) => pool.destroy()));
    },
  };
}

/** A pool of connections through a UNIX socket; requests name `origin` as their host. */
export function socketPool(socketPath: string, origin: string): Pool {
  return new (undici().Pool)(origin, { ...POOL_OPTIONS, connect: { socketPath } });
}

function networkPool(origin: string, tls: TlsOptions | undefined): Pool {
  return new (undici().Pool)(origin, { ...POOL_OPTIONS, connect: { timeout: 0, ...connectOptions(tls) } });
}

function poolKey(origin: string, tls: TlsOptions | undefined): string {
  if (tls === undefined) return origin;
  return [origin, tls.validateCerts ?? true, tls.clientCert, tls.clientKey, tls.caPath].join(' ');
}

/** Where the certificate and its key share a file, `clientKey` may be left out, as with Ansible. */
function connectOptions(tls: TlsOptions | undefined): Pool.Options['connect'] {
  if (tls === undefined) return {};
  return {
    rejectUnauthorized: tls.validateCerts ?? true,
    ...(tls.clientCert === undefined ? {} : { cert: readFileSync(tls.clientCert) }),
    ...(tls.clientCert === undefined ? {} : { key: readFileSync(tls.clientKey ?? tls.clientCert) }),
    ...(tls.caPath === undefined ? {} : { ca: [...rootCertificates, readFileSync(tls.caPath, 'utf8')] }),
  };
}

let loaded: typeof Undici | undefined;

// A synchronous `require` and not `import()`: whoever asks for a dispatcher gets one at once, and cron jobs without HTTP load nothing.
function undici(): typeof Undici {
  loaded ??= createRequire(import.meta.url)('undici') as typeof Undici;
  return loaded;
}
