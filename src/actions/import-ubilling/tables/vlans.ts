/** VLANs of subscribers, where they end, and the MACs seen in them. */
import { into, NO_LOGIN, type TableImport } from '../table-import.ts';

export const vlans: readonly TableImport[] = [
  {
    from: 'vlan_terminators',
    take: row => {
      const ip = row.text('ip');
      if (ip === '') return 'it has no address';
      return into('vlan_terminator', { vlan_terminator_id: row.id, vlan_pool_id: row.number('vlanpoolid'), ip });
    },
  },
  {
    from: 'vlanhosts',
    take: row => {
      const subscriber_id = row.subscriber();
      if (subscriber_id === undefined) return NO_LOGIN;
      return into('vlan_host', { vlan_pool_id: row.number('vlanpoolid'), vlan: row.number('vlan'), subscriber_id });
    },
  },
  {
    from: 'vlan_mac_history',
    take: row => {
      const subscriber_id = row.subscriber();
      if (subscriber_id === undefined) return NO_LOGIN;
      const mac = row.text('mac').toLowerCase();
      return into('vlan_mac', { subscriber_id, vlan: row.number('vlan'), mac, created: row.moment('date') });
    },
  },
];
