import { OmnicrmError } from '../errors.ts';
import { isOutage, type FaultList } from './faults/fault-list.ts';
import { isAboutSystem } from './faults/match.ts';
import type { FaultRule } from './faults/rule.ts';
import type { LabServer } from './server/lab-server.ts';

/** Arms a rule and gives its id. A `down` of a system without conditions takes effect at once. */
export function armFault(faults: FaultList, servers: readonly LabServer[], rule: FaultRule): string {
  const armed = faults.add(rule);
  const { match = {}, effect } = rule;
  if (!isAboutSystem(match)) return armed.id;
  const meant = servers.filter(({ simulator }) => isNamed(simulator, match));
  if (isOutage(rule)) for (const server of meant) server.listener.down(effect.down);
  if (effect.reset === 'accept') for (const server of meant) server.listener.dropIdle();
  return armed.id;
}

/** The servers of a system (`hss`) or of one instance (`hss2`). Throws E_NOT_FOUND. */
export function pickServers(servers: readonly LabServer[], name: string): readonly LabServer[] {
  const found = servers.filter(({ simulator }) => simulator.instance === name || simulator.system === name);
  if (found.length > 0) return found;
  const names = servers.map(({ simulator }) => simulator.instance).join(', ');
  throw new OmnicrmError('E_NOT_FOUND', `no system is called ${name}`, { hint: `there are ${names}` });
}

function isNamed(simulator: LabServer['simulator'], match: NonNullable<FaultRule['match']>): boolean {
  return (
    [simulator.system, undefined].includes(match.system) && [simulator.instance, undefined].includes(match.instance)
  );
}
