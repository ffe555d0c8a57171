import type { Config } from '../../config.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** What an operator should know before the listener opens. */
export function serveWarnings(config: Pick<Config, 'apiKeys'>, host: string): readonly string[] {
  return [
    ...(LOOPBACK.has(host)
      ? []
      : [`${host} is no loopback address: passwords and tokens cross the network; put a proxy with TLS before it`]),
    ...(config.apiKeys.size === 0
      ? []
      : [
          `api_keys: ${config.apiKeys.size} of the configuration are written out there, without scope and without end; ` +
            'make others with omnicrm apikey add',
        ]),
  ];
}
