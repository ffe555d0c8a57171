import { defineThing } from '../things/define-thing.ts';

export const service = defineThing({
  kind: 'service',
  idField: 'service_id',
  reference: 'id or uuid',
  columns: ['service_id', 'service_name', 'customer_id', 'product_id', 'service_status', 'retail_cost', 'service_uuid'],
  load: async () => {
    const crm = await import('../../crm/service.ts');
    return { list: crm.listServices, find: crm.findService, create: crm.createService, update: crm.updateService };
  },
});
