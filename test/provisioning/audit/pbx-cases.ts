import { type Case, nothing } from './cases.ts';
import type { Damage } from './damaged-world.ts';

const GONE = 'Service_of-nobody';

/** Rows that somebody put into the phone system past the CRM. */
const user = ({ world }: Damage, id: number, userfield: string): void => {
  const name = { firstname: 'Lord', lastname: 'Sanderson', caller_id: '"Lord Sanderson"' };
  world.lab.pbx.state.users.push({ id, ...name, userfield });
};
const line = ({ world }: Damage, username: string): void => {
  const drawn = { secret: 'x', provisioning_extension: '123456', device_id: null };
  world.lab.pbx.state.lines.push({ id: 70, context: 'default', device_slot: 1, username, ...drawn });
};
const extension = ({ world }: Damage, exten: string): void => {
  world.lab.pbx.state.extensions.push({ id: 80, exten, context: 'default', commented: false });
};

export const pbxCases: readonly Case[] = [
  {
    what: 'PBX-1: a user and a line of no live service',
    damage: async at => {
      user(at, 60, `omnicrm:${GONE}`);
      line(at, `omni${'0'.repeat(16)}`);
    },
    finds: () => ['PBX-1 user 60', 'PBX-1 line 70'],
    evidence: /no live service/,
  },
  {
    what: 'users and lines of others are nobody’s business',
    damage: async at => {
      user(at, 60, 'reception');
      line(at, 'okvvj4yz');
      extension(at, '1900');
    },
    finds: nothing,
  },
  {
    what: 'PBX-2: an Active phone service that the phone system does not know',
    damage: async at => {
      const product = at.db.selectFrom('product').select('product_id').where('product_slug', '=', 'pbx-user');
      const { product_id } = await product.executeTakeFirstOrThrow();
      const changed = at.db.updateTable('service').set({ product_id });
      await changed.where('service_id', '=', at.simple.serviceId ?? 0).execute();
    },
    finds: at => [`CRM-1 service ${at.simple.serviceId}`, `PBX-2 ${at.simple.serviceUuid}`],
  },
  {
    what: 'PBX-3: a free number of our stock is in use',
    damage: async at => extension(at, '1100'),
    finds: () => ['PBX-3 1100@default'],
    evidence: /extension 80 is there/,
  },
  {
    what: 'PBX-4: one service has two users',
    damage: async at => {
      user(at, 60, `omnicrm:${at.simple.serviceUuid}`);
      user(at, 61, `omnicrm:${at.simple.serviceUuid}`);
    },
    finds: () => ['PBX-4 user 61'],
  },
  ...(['Active', 'Suspended'] as const).map((status): Case => ({
    what: `PBX-5: a number of a service that is ${status}`,
    damage: async at => {
      extension(at, '1100');
      Object.assign(at.world.lab.pbx.state.extensions[0] ?? {}, { commented: status === 'Active' });
      const { serviceId: service_id = 0 } = at.simple;
      const stock = at.db.selectFrom('inventory').select('inventory_id').where('inventory_type', '=', 'SIP Extension');
      const item = at.db.updateTable('inventory').set({ service_id, customer_id: 1, item_state: 'Assigned' });
      await item.where('inventory_id', '=', stock.orderBy('inventory_id').limit(1)).execute();
      const service = at.db.updateTable('service').set({ service_status: status });
      await service.where('service_id', '=', service_id).execute();
    },
    finds: at => [...(status === 'Suspended' ? [`OCS-4 ${at.simple.serviceUuid}`] : []), 'PBX-5 1100@default'],
  })),
];
