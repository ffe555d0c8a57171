/** Networks, hosts, servers, switches, monitoring, settings. */
import { into, type TableImport } from '../table-import.ts';
import { routerLogin } from './shaping.ts';

export const network: readonly TableImport[] = [
  {
    from: 'dhcp',
    take: (row, book) => {
      book.parts.set(`dhcp ${row.text('netid')}`, { file: row.text('confname'), template: row.text('dhcpconfig') });
      return [];
    },
  },
  {
    from: 'policedogalerts',
    take: (row, book) => {
      book.parts.set(`alert ${row.text('mac').toLowerCase()}`, { at: row.moment('date'), login: row.text('login') });
      return [];
    },
  },
  {
    from: 'networks',
    take: (row, book) =>
      into('network', {
        network_id: row.id,
        config_name: book.parts.get(`dhcp ${row.id}`)?.['file'] ?? null,
        dhcp_template: book.parts.get(`dhcp ${row.id}`)?.['template'] ?? null,
        cidr: row.text('desc'),
        first_ip: row.text('startip'),
        last_ip: row.text('endip'),
        kind: row.text('nettype'),
        use_radius: row.flag('use_radius'),
      }),
  },
  {
    from: 'nethosts',
    take: (row, book) => {
      const ip = row.text('ip');
      const subscriber_id = book.subscriberOfIp.get(ip) ?? null;
      const option82 = row.text('option');
      return into('host', {
        network_id: row.number('netid'),
        ip,
        mac: row.text('mac').toLowerCase() || null,
        option82: option82 === '' || option82 === 'NULL' ? null : option82,
        subscriber_id,
      });
    },
  },
  {
    from: 'nas',
    take: (row, book) => {
      const nas = into('nas', {
        nas_id: row.id,
        network_id: row.number('netid') || null,
        nas_name: row.text('nasname'),
        ip: row.text('nasip'),
        kind: row.text('nastype'),
      });
      return [...nas, ...routerLogin(row, book)];
    },
  },
  {
    from: 'switchmodels',
    take: row =>
      into('switch_model', {
        switch_model_id: row.id,
        model_name: row.text('modelname'),
        ports: row.number('ports') || null,
        snmp_template: row.optional('snmptemplate'),
      }),
  },
  {
    from: 'switches',
    take: row =>
      into('switch', {
        switch_id: row.id,
        switch_model_id: row.number('modelid') || null,
        parent_id: row.number('parentid') || null,
        ip: row.optional('ip'),
        mac: row.optional('swid'),
        location: row.optional('location'),
        description: row.text('desc'),
        geo: row.optional('geo'),
        snmp_read: row.optional('snmp'),
        snmp_write: row.optional('snmpwrite'),
      }),
  },
  {
    from: 'switchportassign',
    take: row => {
      const subscriber_id = row.subscriber();
      if (subscriber_id === undefined) return 'no subscriber of this login';
      return into('switch_port', { subscriber_id, switch_id: row.number('switchid'), port: row.text('port') });
    },
  },
  {
    from: 'policedog',
    take: (row, book) => {
      const mac = row.text('mac').toLowerCase();
      const alert = book.parts.get(`alert ${mac}`);
      return into('wanted_mac', {
        mac,
        notes: row.optional('notes'),
        created: row.moment('date'),
        alerted_at: alert?.['at'] ?? null,
        alerted_login: alert?.['login'] ?? null,
      });
    },
  },
  {
    from: 'watchdog',
    take: row =>
      into('monitor_task', {
        monitor_task_id: row.id,
        active: row.flag('active'),
        task_name: row.text('name'),
        check_type: row.text('checktype'),
        param: row.text('param'),
        operator: row.text('operator'),
        condition: row.text('condition'),
        alert_action: row.text('action'),
        last_value: row.text('oldresult'),
      }),
  },
  { from: 'ubstorage', take: row => into('setting', { setting_name: row.text('key'), value: row.text('value') }) },
];
