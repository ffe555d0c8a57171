/** The phone system against the CRM. */
import type { AuditRule } from '../audit-rule.ts';
import { byHand, type Observation } from '../finding.ts';
import { isLive } from '../names.ts';
import { isOurLine, sipUsername, uuidOfUser } from '../pbx-names.ts';
import type { PbxExtension, PbxState } from '../pbx-state.ts';
import type { AuditItem, AuditService, AuditState } from '../state.ts';

const PHONE_STOCK = 'SIP Extension';

const rule = (
  id: string,
  severity: AuditRule['severity'],
  summary: string,
  find: (state: AuditState, pbx: PbxState) => readonly Observation[],
): AuditRule => ({
  id,
  severity,
  system: 'pbx',
  summary,
  needs: ['pbx'],
  find: state => (state.pbx === undefined ? [] : find(state, state.pbx)),
});

export const pbxRules: readonly AuditRule[] = [
  rule('PBX-1', 'high', 'a user or line of no live service: somebody phones free', (state, pbx) => [
    ...pbx.users.flatMap(({ id, name, userfield }) => {
      const uuid = uuidOfUser(userfield);
      if (uuid === undefined || isLive(state.crm.serviceByUuid.get(uuid))) return [];
      const fix = byHand('take its numbers off the line, then the line off the user, then remove all');
      return [seen(`user ${id}`, [uuid, userfield], `${name} of no live service (${uuid})`, fix)];
    }),
    ...orphanLines(state, pbx),
  ]),
  rule(
    'PBX-2',
    'critical',
    'an Active phone service whose user, line or number is not there, or not tied',
    (state, pbx) =>
      phoneServices(state).flatMap(service => {
        const missing = missingOf(state, pbx, service);
        if (missing.length === 0) return [];
        const evidence = `service ${service.service_id} has no ${missing.join(', no ')}`;
        const since = service.last_modified;
        return [
          { ...seen(service.service_uuid, [service.service_uuid], evidence, byHand('provision it again')), since },
        ];
      }),
  ),
  rule(
    'PBX-3',
    'high',
    'a number of ours at the phone system that no live service has: it will be sold twice',
    (state, pbx) =>
      state.crm.items.flatMap(item => {
        if (isLive(state.crm.serviceById.get(item.service_id ?? 0))) return [];
        const there = extensionOf(pbx, item);
        if (there === undefined) return [];
        const evidence = `inventory ${item.inventory_id} is ${item.item_state}, but extension ${there.id} is there`;
        const touches = [`item:${item.inventory_id}`, there.exten];
        return [
          seen(
            `${there.exten}@${there.context}`,
            touches,
            evidence,
            byHand('remove the extension, or assign the item'),
          ),
        ];
      }),
  ),
  rule('PBX-4', 'high', 'two users of one service', (_state, pbx) =>
    pbx.users.flatMap(({ id, userfield }) => {
      const uuid = uuidOfUser(userfield);
      const first = uuid === undefined ? undefined : pbx.userOf.get(uuid);
      if (uuid === undefined || first === undefined || first.id === id) return [];
      const evidence = `users ${first.id} and ${id} are both of ${uuid}`;
      return [seen(`user ${id}`, [uuid], evidence, byHand('remove the one without a line'))];
    }),
  ),
  rule('PBX-5', 'high', 'a number of a Suspended service that is on, or of an Active one that is off', (state, pbx) =>
    state.crm.items.flatMap(item => {
      const service = state.crm.serviceById.get(item.service_id ?? 0);
      const there = extensionOf(pbx, item);
      if (there === undefined || !isLive(service)) return [];
      const isSuspended = service?.service_status === 'Suspended';
      if (there.commented === isSuspended) return [];
      const evidence = `service ${service?.service_id} is ${service?.service_status}, extension ${there.id} is ${there.commented ? 'off' : 'on'}`;
      const touches = [service?.service_uuid ?? '', there.exten];
      const key = `${there.exten}@${there.context}`;
      return [
        { ...seen(key, touches, evidence, byHand('suspend or restore it again')), since: service?.last_modified },
      ];
    }),
  ),
];

function seen(key: string, touches: readonly string[], evidence: string, fix: Observation['fix']): Observation {
  return { system: 'pbx', key, touches, evidence, fix };
}

function orphanLines({ crm }: AuditState, { lines }: PbxState): Observation[] {
  const live = new Map(crm.services.filter(isLive).map(service => [sipUsername(service.service_uuid), service]));
  return lines.flatMap(({ id, username }) => {
    if (!isOurLine(username) || live.has(username)) return [];
    return [seen(`line ${id}`, [username], `SIP line ${username} of no live service`, byHand('remove the line'))];
  });
}

function phoneServices({ crm }: AuditState): readonly AuditService[] {
  return crm.services.filter(service => {
    const types = crm.products.get(service.product_id)?.inventoryTypes ?? [];
    return service.service_status === 'Active' && types.includes(PHONE_STOCK);
  });
}

function missingOf({ crm }: AuditState, pbx: PbxState, { service_id, service_uuid }: AuditService): readonly string[] {
  const user = pbx.userOf.get(service_uuid);
  const line = pbx.lineNamed.get(sipUsername(service_uuid));
  const items = (crm.itemsOfService.get(service_id) ?? []).filter(item => item.dialled !== undefined);
  const isTied = user !== undefined && line !== undefined && pbx.linesOf.get(user.id)?.includes(line.id) === true;
  const numbers = items.flatMap(item => {
    const there = extensionOf(pbx, item);
    const reaches =
      line !== undefined && there !== undefined && pbx.numbersOf.get(line.id)?.includes(there.id) === true;
    return reaches ? [] : [`number ${item.dialled?.number ?? ''} on its line`];
  });
  return [
    ...(user === undefined ? ['user'] : []),
    ...(line === undefined ? ['line'] : []),
    ...(isTied || user === undefined || line === undefined ? [] : ['line of its user']),
    ...numbers,
  ];
}

function extensionOf({ extensionAt }: PbxState, { dialled }: AuditItem): PbxExtension | undefined {
  return dialled && extensionAt.get(`${dialled.number}@${dialled.context}`);
}
