import type { ProvisioningContext } from '../context.ts';
import { originOf } from './backends-of.ts';
import type { RunToken } from './run-token.ts';
import { withFreshToken } from './with-fresh-token.ts';

/** The connections of one run: the CRM's with a token that is renewed when it has expired. */
export function runDispatchers(
  context: Pick<ProvisioningContext, 'config' | 'dispatcherFor'>,
  token: RunToken,
): ProvisioningContext['dispatcherFor'] {
  const crm = originOf(context.config.baseUrl);
  return (origin, tls) => {
    const dispatcher = context.dispatcherFor(origin, tls);
    return origin === crm ? withFreshToken(dispatcher, token) : dispatcher;
  };
}
