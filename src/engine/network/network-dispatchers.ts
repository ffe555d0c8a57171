import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Tls from 'node:tls';
import type { buildConnector, Dispatcher, Pool } from 'undici';
import type { TlsOptions } from '../module.ts';
import { pinned } from './pinned.ts';

// Not `import`: a dispatcher is there at once, and runs without HTTP load nothing. The bundler drops this line and brings
// what is required below into the bundle.
const require = createRequire(import.meta.url);

export interface NetworkDispatchers {
  /** The keep-alive pool of an origin (`https://host:8443`), made at the first call; one pool for each kind of TLS. */
  dispatcherFor(origin: string, tls?: TlsOptions): Dispatcher;
  /** Ends every connection, and calls under way with them. */
  close(): Promise<void>;
}

// undici's own time limits are off: whoever calls has one, and sets it with the request.
const POOL_OPTIONS: Pool.Options = { headersTimeout: 0, bodyTimeout: 0, allowH2: false };

/** Whom to trust at an origin, whatever a task says. */
export type TrustOf = (origin: string) => Pick<TlsOptions, 'caPath' | 'fingerprint'> | undefined;

/** Connections to the network, kept for the length of a run. Nothing is loaded or opened before the first call. */
export function networkDispatchers(trustOf?: TrustOf): NetworkDispatchers {
  const pools = new Map<string, Pool>();
  return {
    dispatcherFor(origin, asked) {
      const trust = trustOf?.(origin);
      const tls = trust === undefined ? asked : { ...asked, ...trust, validateCerts: true };
      const key = poolKey(origin, tls);
      const pool = pools.get(key) ?? networkPool(origin, tls);
      pools.set(key, pool);
      return pool;
    },
    async close() {
      const open = [...pools.values()];
      pools.clear();
      await Promise.all(open.map(pool => pool.destroy()));
    },
  };
}

/** A pool of connections through a UNIX socket; its requests name `origin` as their host. The caller destroys it. */
export function socketPool(socketPath: string, origin: string): Pool {
  return new (poolClass())(origin, { ...POOL_OPTIONS, connect: { socketPath } });
}

function poolKey(origin: string, tls: TlsOptions | undefined): string {
  if (tls === undefined) return origin;
  return [origin, tls.validateCerts ?? true, tls.clientCert, tls.clientKey, tls.caPath, tls.fingerprint].join(' ');
}

function networkPool(origin: string, tls: TlsOptions | undefined): Pool {
  const options = { timeout: 0, ...tlsOptions(tls ?? {}) };
  const connect = tls?.fingerprint === undefined ? options : pinned(connectorOf(options), tls.fingerprint);
  return new (poolClass())(origin, { ...POOL_OPTIONS, connect });
}

/** A pinned certificate is looked at by `pinned`: nobody else has to vouch for it. */
function connectorOf(options: object): buildConnector.connector {
  const build: typeof buildConnector = require('undici/lib/core/connect.js');
  return build({ ...options, rejectUnauthorized: false, maxCachedSessions: 0 });
}

/** Where certificate and key share a file, `clientKey` may be left out, as with Ansible. */
function tlsOptions({ validateCerts = true, clientCert, clientKey, caPath }: TlsOptions): object {
  return {
    rejectUnauthorized: validateCerts,
    ...(clientCert === undefined ? {} : { cert: readFileSync(clientCert), key: readFileSync(clientKey ?? clientCert) }),
    ...(caPath === undefined ? {} : { ca: [...rootCertificates(), readFileSync(caPath, 'utf8')] }),
  };
}

function rootCertificates(): readonly string[] {
  const tls: typeof Tls = require('node:tls');
  return tls.rootCertificates;
}

/** undici's Pool with the calls of undici's index (`request` and the like). The whole of undici takes six times as long to load. */
function poolClass(): typeof Pool {
  const dispatcher: typeof Dispatcher = require('undici/lib/dispatcher/dispatcher.js');
  const calls: object = require('undici/lib/api/index.js');
  Object.assign(dispatcher.prototype, calls);
  const loaded: typeof Pool = require('undici/lib/dispatcher/pool.js');
  return loaded;
}
