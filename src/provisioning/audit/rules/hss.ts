/** The HSS nodes against the CRM and against each other. */
import type { AuditRule } from '../audit-rule.ts';
import { byHand } from '../finding.ts';
import { parkSubscriber, removeVoice } from '../fix/hss-fix.ts';
import { DORMANT_AMBR, isDormant, isParked } from '../hss-names.ts';
import { mobileServices, nodesThatDiffer } from '../mobile-services.ts';
import { isLive } from '../names.ts';
import type { AuditState, HssNode, HssSubscriber } from '../state.ts';

export const hssRules: readonly AuditRule[] = [
  {
    id: 'HSS-1',
    severity: 'high',
    system: 'hss',
    summary: 'an enabled subscriber of no live service: somebody uses the network free',
    needs: ['hss'],
    find: state =>
      eachSubscriber(state, (node, row) => {
        const item = state.crm.itemByImsi.get(row.imsi);
        if (isDormant(row) || isLive(ownerOf(state, row.imsi))) return [];
        const whose = item === undefined ? 'an IMSI that is not in stock' : 'but of no live service';
        const evidence = `enabled with number ${row.msisdn || 'none'}, ${whose}`;
        return [{ ...ofRow(state, node, row), evidence, fix: parkSubscriber(node, row, item !== undefined) }];
      }),
  },
  {
    id: 'HSS-2',
    severity: 'critical',
    system: 'hss',
    summary: 'an Active mobile service missing on an HSS node, or on which nodes disagree',
    needs: ['hss'],
    find: state =>
      mobileServices(state.crm).flatMap(({ service, imsi }) => {
        const key = { key: imsi, touches: [imsi, service.service_uuid], since: service.last_modified };
        const missing = state.hss.flatMap(node => {
          const row = node.byImsi.get(imsi);
          if (row !== undefined && !isDormant(row)) return [];
          const evidence = `service ${service.service_id} is ${row === undefined ? 'not' : 'only dormant'} on this HSS`;
          return [{ ...key, system: node.node, evidence, fix: byHand('provision the subscriber on this node again') }];
        });
        if (missing.length > 0) return missing;
        const differing = nodesThatDiffer(state.hss, imsi);
        const evidence = `nodes disagree about service ${service.service_id}: ${differing}`;
        return differing === '' ? [] : [{ ...key, system: 'hss', evidence, fix: byHand('make all nodes alike') }];
      }),
  },
  {
    id: 'HSS-3',
    severity: 'medium',
    system: 'hss',
    summary: 'a dormant subscriber whose SIM is Assigned, or one that keeps a high bit rate',
    needs: ['hss'],
    find: state =>
      eachSubscriber(state, (node, row) => {
        const item = state.crm.itemByImsi.get(row.imsi);
        const isFast = row.enabled && Math.max(row.ue_ambr_dl, row.ue_ambr_ul) > DORMANT_AMBR;
        const isAssigned = item?.item_state === 'Assigned';
        if (!isParked(row) || !(isAssigned || isFast)) return [];
        const why = isAssigned ? `inventory ${item.inventory_id} is Assigned` : `its bit rate is above ${DORMANT_AMBR}`;
        const fix = isAssigned ? byHand('provision it again, or free the SIM') : parkSubscriber(node, row, false);
        return [{ ...ofRow(state, node, row), evidence: `dormant (${row.msisdn}), but ${why}`, fix }];
      }),
  },
  {
    id: 'HSS-4',
    severity: 'high',
    system: 'hss',
    summary: 'one number on two subscribers',
    needs: ['hss'],
    find: state =>
      state.hss.flatMap(node =>
        sharedNumbers(node).map(rows => ({
          system: node.node,
          key: rows[0]?.msisdn ?? '',
          evidence: `the number of ${rows.map(row => row.imsi).join(' and ')}`,
          touches: rows.flatMap(row => [row.imsi, row.msisdn]),
          since: latestOf(rows),
          fix: byHand('leave it with the subscriber whose service has it in stock'),
        })),
      ),
  },
  {
    id: 'HSS-5',
    severity: 'medium',
    system: 'hss',
    summary: 'a voice subscriber without subscriber, or with another number',
    needs: ['hss'],
    find: state =>
      state.hss.flatMap(node =>
        node.imsSubscribers.flatMap(voice => {
          const row = node.byImsi.get(voice.imsi);
          if (row !== undefined && row.msisdn === voice.msisdn) return [];
          const evidence =
            row === undefined
              ? 'voice subscriber without subscriber'
              : `voice has ${voice.msisdn}, subscriber ${row.msisdn || 'none'}`;
          const isDead = row === undefined || isDormant(row);
          const fix = isDead
            ? byHand('remove voice', [removeVoice(node, voice)])
            : byHand('give both the number of the service');
          const touches = [voice.imsi, voice.msisdn];
          return [{ system: node.node, key: voice.imsi, evidence, touches, since: voice.last_modified, fix }];
        }),
      ),
  },
  {
    id: 'HSS-6',
    severity: 'high',
    system: 'hss',
    summary: 'a subscriber whose keys or APN are not there',
    needs: ['hss'],
    find: state =>
      eachSubscriber(state, (node, row) => {
        const apns = row.apns.filter(id => !node.apnIds.has(id)).map(id => `apn ${id}`);
        const missing = [...(node.aucIds.has(row.auc_id) ? [] : [`auc ${row.auc_id}`]), ...apns];
        if (missing.length === 0) return [];
        const fix = byHand('add what is missing, or remove the subscriber');
        return [{ ...ofRow(state, node, row), evidence: `subscriber without its ${missing.join(' and ')}`, fix }];
      }),
  },
  {
    id: 'HSS-7',
    severity: 'info',
    system: 'hss',
    summary: 'keys of SIM cards without subscriber: stock',
    needs: ['hss'],
    find: state =>
      state.hss.flatMap(node => {
        const used = new Set(node.subscribers.map(row => row.auc_id));
        const count = [...node.aucIds].filter(id => !used.has(id)).length;
        const evidence = `${count} SIM cards with keys and without subscriber`;
        return count === 0 ? [] : [{ system: node.node, key: 'auc', evidence, touches: [] }];
      }),
  },
];

function ownerOf({ crm }: AuditState, imsi: string) {
  return crm.serviceById.get(crm.itemByImsi.get(imsi)?.service_id ?? 0);
}

function ofRow(state: AuditState, { node }: HssNode, row: HssSubscriber) {
  const uuid = ownerOf(state, row.imsi)?.service_uuid;
  const touches = uuid === undefined ? [row.imsi] : [row.imsi, uuid];
  return { system: node, key: row.imsi, touches, since: row.last_modified };
}

function eachSubscriber<T>(state: AuditState, find: (node: HssNode, row: HssSubscriber) => readonly T[]): T[] {
  return state.hss.flatMap(node => node.subscribers.flatMap(row => find(node, row)));
}

/** ISO times of one writer sort as text. */
function latestOf(rows: readonly HssSubscriber[]): string | null {
  return rows.map(row => row.last_modified).reduce((a, b) => ((a ?? '') > (b ?? '') ? a : b), null);
}

function sharedNumbers({ subscribers }: HssNode): (readonly HssSubscriber[])[] {
  const byNumber = new Map<string, HssSubscriber[]>();
  for (const row of subscribers) {
    if (row.msisdn === '' || isParked(row)) continue;
    const rows = byNumber.get(row.msisdn) ?? [];
    rows.push(row);
    byNumber.set(row.msisdn, rows);
  }
  return [...byNumber.values()].filter(rows => rows.length > 1);
}
