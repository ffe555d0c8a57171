/** Certificates that backends of the configuration are known by. */
import { resolve } from 'node:path';
import type { Config } from '../../config.ts';
import type { TrustOf } from '../../engine/network/network-dispatchers.ts';

/** What is trusted at an origin: the backend's own certificate authority or fingerprint. */
export function backendTrust({ backends, home }: Pick<Config, 'backends' | 'home'>): TrustOf {
  const trusts = backends.flatMap(({ baseUrl, caFile, fingerprint }) => {
    if (caFile === undefined && fingerprint === undefined) return [];
    const ca = caFile === undefined ? {} : { caPath: resolve(home, caFile) };
    return [[new URL(baseUrl).origin, { ...ca, ...(fingerprint === undefined ? {} : { fingerprint }) }] as const];
  });
  const byOrigin = new Map(trusts);
  return origin => byOrigin.get(origin);
}
