import { defineThing } from '../things/define-thing.ts';

export const tariff = defineThing({
  kind: 'tariff',
  idField: 'tariff_id',
  reference: 'id or name',
  columns: {
    id: 'tariff_id',
    name: 'tariff_name',
    fee: 'fee',
    each: 'fee_period',
    down: 'speed_down_kbit',
    up: 'speed_up_kbit',
  },
  load: async () => {
    const crm = await import('../../crm/tariff.ts');
    return { list: crm.listTariffs, find: crm.findTariff, create: crm.createTariff, update: crm.updateTariff };
  },
});
