/** Messages about failed runs. */
export { queueFailure } from './queue-failure.ts';
export { deliverNotifications } from './deliver.ts';
export { startDelivery } from './start-delivery.ts';
export type { NotifyContext } from './context.ts';
