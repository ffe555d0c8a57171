import { defineThing } from '../things/define-thing.ts';

export const service = defineThing({
  kind: 'service',
  idField: 'service_id',
  reference: 'id or uuid',
  columns: {
    id: 'service_id',
    name: 'service_name',
    customer: 'customer_id',
    product: 'product_id',
    status: 'service_status',
    retail: 'retail_cost',
  },
  load: async () => {
    const crm = await import('../../crm/service.ts');
    return { list: crm.listServices, find: crm.findService, create: crm.createService, update: crm.updateService };
  },
});
