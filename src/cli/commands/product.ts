import { defineThing } from '../things/define-thing.ts';

export const product = defineThing({
  kind: 'product',
  idField: 'product_id',
  reference: 'id or slug',
  columns: ['product_id', 'product_slug', 'product_name', 'category', 'retail_cost', 'provisioning_play', 'enabled'],
  load: async () => {
    const crm = await import('../../crm/product.ts');
    return { list: crm.listProducts, find: crm.findProduct, create: crm.createProduct, update: crm.updateProduct };
  },
});
