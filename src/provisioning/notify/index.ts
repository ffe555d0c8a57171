/** Messages about failed runs. */
export { queueFailure } from './queue-failure.ts';
export { deliverNotifications, type Delivery, type DeliveryOptions } from './deliver.ts';
export { startDelivery, type DeliveryLoop } from './start-delivery.ts';
export type { NotifyContext } from './context.ts';
