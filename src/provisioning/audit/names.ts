/** Whose an object is, by its name. */
import type { Observation } from './finding.ts';
import type { AuditService, AuditState } from './state.ts';

/** Accounts that plays name; others at the same charging system belong to somebody else. */
const OURS = /^Service_./;
const SHOWN = 5;

export function isOurs(account: string): boolean {
  return OURS.test(account);
}

/** Active or suspended: its objects have to be there. */
export function isLive(service: AuditService | undefined): boolean {
  return service !== undefined && service.service_status !== 'Inactive';
}

/** The service_uuid at the end of an id such as `ATTR_ACCOUNT_Service_…`; undefined for an id of somebody else. */
export function uuidIn({ crm }: AuditState, id: string): string | undefined {
  for (let start = 0; start >= 0 && start < id.length;) {
    const rest = id.slice(start);
    if (isOurs(rest) || crm.serviceByUuid.has(rest)) return rest;
    const next = id.indexOf('_', start);
    start = next < 0 ? -1 : next + 1;
  }
  return undefined;
}

/** One line about all objects that are not omnicrm's: they are told and never touched. */
export function foreignNote(system: string, things: string, names: readonly string[]): readonly Observation[] {
  if (names.length === 0) return [];
  const shown = `${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ', …' : ''}`;
  const evidence = `${names.length} ${things} that omnicrm did not name: ${shown}`;
  return [{ system, key: `foreign ${things}`, evidence, touches: [], severity: 'info' }];
}
