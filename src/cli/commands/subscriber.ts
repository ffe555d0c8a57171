import { defineThing } from '../things/define-thing.ts';

export const subscriber = defineThing({
  kind: 'subscriber',
  idField: 'subscriber_id',
  reference: 'id or login',
  columns: {
    id: 'subscriber_id',
    login: 'login',
    customer: 'customer_id',
    service: 'service_id',
    tariff: 'tariff',
    balance: 'balance',
    credit: 'credit',
    ip: 'ip',
    frozen: 'frozen',
    down: 'down',
    closed: 'closed',
  },
  load: async () => {
    const crm = await import('../../crm/subscriber.ts');
    return {
      list: crm.listSubscribers,
      find: crm.findSubscriberBy,
      create: crm.createSubscriber,
      update: crm.updateSubscriber,
    };
  },
});
