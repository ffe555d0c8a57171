import { listInventory } from '../../../src/crm/inventory.ts';
import { type Case, nothing } from './cases.ts';
import type { Damage } from './damaged-world.ts';

const OTHER = '001010000009999';
const keys = { ki: 'A'.repeat(32), opc: 'B'.repeat(32), amf: '8000' };

/** Makes a subscriber with keys of its own on one node. */
const subscriber = async (at: Damage, node: number, imsi: string, more: object = {}): Promise<void> => {
  await at.hss(node, 'PUT', `subscriber/${imsi}`, { ...keys, msisdn: '99970001', ...more });
};
const change = async (at: Damage, node: number, imsi: string, fields: object): Promise<void> => {
  const { subscriber_id } = await at.hss(node, 'GET', `subscriber/imsi/${imsi}`);
  await at.hss(node, 'PATCH', `subscriber/${subscriber_id}`, fields);
};
const freeSim = async (at: Damage): Promise<{ id: number; imsi: string }> => {
  const { data } = await listInventory(at.db, { filters: { inventory_type: 'SIM Card', item_state: 'New' } });
  return { id: data[0]?.inventory_id ?? 0, imsi: String(data[0]?.['imsi']) };
};
let free = { id: 0, imsi: '' };

export const hssCases: readonly Case[] = [
  {
    what: 'HSS-1: an enabled subscriber whose IMSI is not in stock',
    damage: at => subscriber(at, 2, OTHER),
    finds: () => [`HSS-1 ${OTHER}`],
    evidence: /not in stock/,
  },
  {
    what: 'HSS-1 and INV-2: the SIM of nobody is live, and is free to be sold again',
    damage: async at => {
      free = await freeSim(at);
      await subscriber(at, 1, free.imsi);
    },
    finds: () => [`HSS-1 ${free.imsi}`, `INV-2 inventory ${free.id}`],
  },
  {
    what: 'HSS-1: not a dormant one, nor one that is switched off',
    damage: async at => {
      free = await freeSim(at);
      await subscriber(at, 1, free.imsi, { msisdn: '99990000009999', ue_ambr_dl: 9_999_999, ue_ambr_ul: 9_999_999 });
      await subscriber(at, 1, OTHER, { enabled: false });
    },
    finds: nothing,
  },
  {
    what: 'HSS-2: an Active service is missing on one node',
    damage: async at => {
      const { subscriber_id } = await at.hss(2, 'GET', `subscriber/imsi/${at.imsi}`);
      await at.hss(2, 'DELETE', `subscriber/${subscriber_id}`);
    },
    finds: at => [`HSS-2 ${at.imsi}`, `HSS-5 ${at.imsi}`],
    notes: ['HSS-7 auc'],
    evidence: /is not on this HSS/,
  },
  {
    what: 'HSS-2: the nodes disagree',
    damage: at => change(at, 2, at.imsi, { ue_ambr_dl: 5 }),
    finds: at => [`HSS-2 ${at.imsi}`],
    evidence: /ue_ambr_dl \(999999, 5\)/,
  },
  {
    what: 'HSS-3: parked, though the SIM is Assigned',
    damage: async at => {
      await change(at, 1, at.imsi, { msisdn: '99991' });
      await change(at, 2, at.imsi, { msisdn: '99991' });
    },
    finds: at => ['HSS-2', 'HSS-2', 'HSS-3', 'HSS-3', 'HSS-5', 'HSS-5'].map(rule => `${rule} ${at.imsi}`),
  },
  {
    what: 'HSS-3: parked, but faster than removals leave it',
    damage: at => subscriber(at, 1, OTHER, { msisdn: '99990', ue_ambr_dl: 99_999_999 }),
    finds: () => [`HSS-3 ${OTHER}`],
    evidence: /bit rate/,
  },
  {
    what: 'HSS-4: one number on two subscribers',
    damage: async at => subscriber(at, 1, OTHER, { msisdn: String(at.number['msisdn']) }),
    finds: at => [`HSS-1 ${OTHER}`, `HSS-4 ${String(at.number['msisdn'])}`],
  },
  {
    what: 'HSS-5: voice without subscriber, and with another number',
    damage: async at => {
      await at.hss(1, 'PUT', 'ims_subscriber/', { imsi: OTHER, msisdn: '99970002' });
      const { ims_subscriber_id } = await at.hss(2, 'GET', `ims_subscriber/ims_subscriber_imsi/${at.imsi}`);
      await at.hss(2, 'PATCH', `ims_subscriber/${ims_subscriber_id}`, { msisdn: '99970003' });
    },
    finds: at => [`HSS-5 ${OTHER}`, `HSS-5 ${at.imsi}`],
  },
  {
    what: 'HSS-6: keys that are gone, an APN that never was',
    damage: async at => {
      const { auc_id } = await at.hss(1, 'GET', `auc/imsi/${at.imsi}`);
      await at.hss(1, 'DELETE', `auc/${auc_id}`);
      for (const node of [1, 2]) await change(at, node, at.imsi, { apn_list: '1,77' });
    },
    finds: at => [`HSS-6 ${at.imsi}`, `HSS-6 ${at.imsi}`],
    evidence: /auc \d+ and apn 77/,
  },
  {
    what: 'HSS-7: keys in stock are told and are no finding',
    damage: at => at.hss(1, 'PUT', 'auc/', { ...keys, imsi: OTHER }),
    finds: nothing,
    notes: ['HSS-7 auc'],
  },
];
