import { defineThing } from '../things/define-thing.ts';

export const product = defineThing({
  kind: 'product',
  idField: 'product_id',
  reference: 'id or slug',
  columns: {
    id: 'product_id',
    slug: 'product_slug',
    name: 'product_name',
    category: 'category',
    retail: 'retail_cost',
    play: 'provisioning_play',
  },
  load: async () => {
    const crm = await import('../../crm/product.ts');
    return { list: crm.listProducts, find: crm.findProduct, create: crm.createProduct, update: crm.updateProduct };
  },
});
