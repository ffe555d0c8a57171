import type { Dispatcher } from 'undici';
import type { Config } from '../../config.ts';
import { backendsOf, originOf } from './backends-of.ts';
import { governed, Governor } from './governor/governor.ts';

/** The limits of every backend, one for the process: all runs together keep within them. */
export interface BackendDispatchers {
  /** A dispatcher to `origin` within its backend's limits; as it is for the CRM itself and for origins that nobody configured. */
  govern(origin: string, dispatcher: Dispatcher): Dispatcher;
  /** What is known of the backend at an origin. */
  governorOf(origin: string): Governor | undefined;
}

/** Made once for a process; opens nothing. */
export function backendDispatchers(config: Config): BackendDispatchers {
  const own = originOf(config.baseUrl);
  const governors = new Map<string, Governor>();
  for (const [origin, backend] of backendsOf(config)) if (origin !== own) governors.set(origin, new Governor(backend));
  // One for each connection: what the engine remembers of a connection (its Digest challenge) stays with it.
  const made = new WeakMap<Dispatcher, Dispatcher>();
  const wrap = (governor: Governor, dispatcher: Dispatcher): Dispatcher => {
    const known = made.get(dispatcher) ?? governed(dispatcher, governor);
    made.set(dispatcher, known);
    return known;
  };
  return {
    govern: (origin, dispatcher) => {
      const governor = governors.get(origin);
      return governor === undefined ? dispatcher : wrap(governor, dispatcher);
    },
    governorOf: origin => governors.get(origin),
  };
}
