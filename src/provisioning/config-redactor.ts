import { type Config, isSecretPath } from '../config.ts';
import { createRedactor, type Redactor } from './redactor.ts';

/** Masks the secrets of the configuration wherever they turn up. */
export function configRedactor(config: Config): Redactor {
  const secrets = [...config.entries.values()].filter(entry => isSecretPath(entry.path)).map(entry => entry.value);
  return createRedactor([...secrets, ...config.apiKeys.keys()]);
}
