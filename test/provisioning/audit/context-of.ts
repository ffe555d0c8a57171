import { networkDispatchers } from '../../../src/engine/network/network-dispatchers.ts';
import type { BackendContext } from '../../../src/provisioning/audit/ask/backend-context.ts';
import type { World } from '../world.ts';

/** What the functions below the app need: its configuration, its database and the network. */
export function contextOf({ app }: World): BackendContext & { close(): Promise<void> } {
  const network = networkDispatchers();
  return {
    config: app.config,
    db: app.db,
    dispatcherFor: (origin, tls) => network.dispatcherFor(origin, tls),
    close: () => network.close(),
  };
}
