import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { listInventory, updateInventory } from '../../../src/crm/inventory.ts';
import { createProvision } from '../../../src/crm/provision-record.ts';
import { createService, updateService } from '../../../src/crm/service.ts';
import { thisProcess } from '../../../src/provisioning/run-owner.ts';
import { type Case, nothing } from './cases.ts';
import type { Damage } from './damaged-world.ts';

const LONG_AGO = '2020-01-01T00:00:00.000Z';
const dead = spawnSync(process.execPath, ['-e', '0']).pid;

const key = (item: { readonly inventory_id: number }): string => `inventory ${item.inventory_id}`;
const freeNumber = async (at: Damage): Promise<number> => {
  const { data } = await listInventory(at.db, { filters: { inventory_type: 'Mobile Number', item_state: 'New' } });
  return data[0]?.inventory_id ?? 0;
};
const run = async (at: Damage, owner: Partial<ReturnType<typeof thisProcess>> = {}): Promise<number> => {
  const row = { customer_id: 1, product_id: 2, service_id: null, action: 'provision' } as const;
  const play = { provisioning_play: 'play_simple_service', provisioning_json_vars: '{}' };
  return (await createProvision(at.db, { ...row, ...play, ...thisProcess(), ...owner })).provision_id;
};
let last = 0;
/** A second Active service of a run, with an account of its own. */
const twin = async (at: Damage, of: number, uuid: string, product_id: number): Promise<void> => {
  await at.rpc('ApierV2.SetAccount', { Tenant: 'cgrates.org', Account: uuid });
  const input = { customer_id: 1, product_id, service_name: 'Twin', service_uuid: uuid };
  last = (await createService(at.db, input, of)).service_id;
};

export const crmCases: readonly Case[] = [
  {
    what: 'INV-1: stock assigned to a customer for no service',
    damage: async at => {
      last = await freeNumber(at);
      await updateInventory(at.db, last, { item_state: 'Assigned', customer_id: 1 });
    },
    finds: () => [`INV-1 inventory ${last}`],
  },
  {
    what: 'INV-1 and HSS-1: the stock and the subscriber of a service that is dead',
    damage: async at => {
      await updateService(at.db, at.mobile.serviceId, { service_status: 'Inactive' });
      await at.rpc('ApierV2.RemoveAccount', { Tenant: 'cgrates.org', Account: at.mobile.serviceUuid });
      await at.rpc('APIerSv1.RemoveAttributeProfile', {
        Tenant: 'cgrates.org',
        ID: `ATTR_ACCOUNT_${at.mobile.serviceUuid}`,
      });
    },
    finds: at => [
      `HSS-1 ${at.imsi}`,
      `HSS-1 ${at.imsi}`,
      ...[at.sim, at.number].map(item => `INV-1 ${key(item)}`).toSorted(),
    ],
  },
  {
    what: 'INV-2 and CRM-1: the number of a live service was put back into the pool',
    damage: at =>
      updateInventory(at.db, at.number.inventory_id, { customer_id: null, service_id: null, item_state: 'Used' }),
    finds: at => [`INV-2 ${key(at.number)}`, `CRM-1 service ${at.mobile.serviceId}`],
    evidence: /is live at http.* was sold with it/,
  },
  {
    what: 'INV-2: not the number that a service had before it got another',
    damage: async at => {
      await updateInventory(at.db, at.number.inventory_id, { customer_id: null, service_id: null, item_state: 'Used' });
      const other = { customer_id: 1, service_id: at.mobile.serviceId, item_state: 'Assigned' };
      const { msisdn } = await updateInventory(at.db, await freeNumber(at), other);
      for (const node of [1, 2]) {
        const { subscriber_id } = await at.hss(node, 'GET', `subscriber/imsi/${at.imsi}`);
        const { ims_subscriber_id } = await at.hss(node, 'GET', `ims_subscriber/ims_subscriber_imsi/${at.imsi}`);
        await at.hss(node, 'PATCH', `subscriber/${subscriber_id}`, { msisdn });
        await at.hss(node, 'PATCH', `ims_subscriber/${ims_subscriber_id}`, { msisdn });
      }
    },
    finds: nothing,
  },
  {
    what: 'INV-3: two services were sold with one number',
    damage: async at => {
      const { created_by_provision_id: order } = await at.db
        .selectFrom('service')
        .select('created_by_provision_id')
        .where('service_id', '=', at.mobile.serviceId ?? 0)
        .executeTakeFirstOrThrow();
      await at.db.updateTable('provision').set({ order_key: null }).where('provision_id', '=', order).execute();
      await twin(at, order ?? 0, 'Service_twin', 1);
      await updateInventory(at.db, at.sim.inventory_id, { notes: 'claimed twice' });
    },
    finds: at => [...[at.sim, at.number].map(item => `INV-3 ${key(item)}`).toSorted(), `CRM-1 service ${last}`],
    evidence: /claimed by service \d+ and service \d+/,
  },
  {
    what: 'INV-3: reserved by a run that has ended',
    damage: async at => {
      const reserved_by = await run(at);
      await at.db
        .updateTable('provision')
        .set({ provisioning_status: 2 })
        .where('provision_id', '=', reserved_by)
        .execute();
      last = await freeNumber(at);
      const hold = { item_state: 'Reserved', reserved_by, reserved_until: '2099-01-01T00:00:00.000Z' };
      await at.db.updateTable('inventory').set(hold).where('inventory_id', '=', last).execute();
    },
    finds: () => [`INV-3 inventory ${last}`],
    evidence: /run \d+, which has ended/,
  },
  {
    what: 'CRM-2: a run whose process is dead',
    damage: async at => (last = await run(at, { owner_host: hostname(), owner_pid: dead, owner_started: '1' })),
    finds: () => [`CRM-2 provision ${last}`],
    evidence: /is dead/,
  },
  {
    what: 'CRM-2: a run of another machine that gives no sign of life',
    damage: async at => {
      last = await run(at, { owner_host: 'elsewhere' });
      await at.db.updateTable('provision').set({ heartbeat: LONG_AGO }).where('provision_id', '=', last).execute();
    },
    finds: () => [`CRM-2 provision ${last}`],
    evidence: /no sign of life/,
  },
  {
    what: 'CRM-2: not a run that works, nor one that is held until its backend is back',
    damage: async at => {
      await run(at);
      const held = await run(at, { owner_host: hostname(), owner_pid: dead, owner_started: '1' });
      await at.db.updateTable('provision').set({ held_since: LONG_AGO }).where('provision_id', '=', held).execute();
    },
    finds: nothing,
  },
  {
    what: 'CRM-3: two Active services from one key; not from a run without key',
    damage: async at => {
      const ids = await at.db
        .selectFrom('service')
        .select('created_by_provision_id as id')
        .where('service_id', '=', at.simple.serviceId ?? 0)
        .executeTakeFirstOrThrow();
      await twin(at, ids.id ?? 0, 'Service_twin', 2);
      const without = await at.audit();
      if (without.findings.length > 0) throw new Error(JSON.stringify(without.findings));
      await at.db.updateTable('provision').set({ order_key: 'two' }).where('provision_id', '=', ids.id).execute();
    },
    finds: at => [`CRM-3 service ${at.simple.serviceId}`],
  },
  {
    what: 'SEC-1: a Ki in an event, as it is or in base64, and a PIN by its name',
    damage: async at => {
      const [item] = (await listInventory(at.db, { filters: { inventory_type: 'SIM Card' } }, { reveal: true })).data;
      const ki = String(item?.['ki']);
      const base64 = Buffer.from(ki).toString('base64');
      const texts = [`{"msg":"ki is\\n${ki}"}`, `{"a":"${base64}"}`, '{"body":"{\\"pin1\\": \\"1234\\"}"}'];
      for (const [index, text] of texts.entries()) {
        const change = at.db.updateTable('provision_event').set({ provisioning_result_json: text });
        await change
          .where('provision_id', '=', 1)
          .where('event_number', '=', index + 1)
          .execute();
      }
    },
    finds: () => [1, 2, 3].map(event => `SEC-1 provision_event 1 ${event} provisioning_result_json`),
    evidence: /^holds a secret field of stock in clear$/,
  },
  {
    what: 'SEC-1: not a mask, nor a short PIN within a number',
    damage: at =>
      at.db
        .updateTable('provision')
        .set({ provisioning_json_vars: '{"ki":"********","pin1":"","x":"0012340"}' })
        .execute(),
    finds: nothing,
  },
];
