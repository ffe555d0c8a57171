/** `hostvars`: what each host of the inventory knows: its inventory variables, facts, results and the extra variables. */
import type { Value } from '../../template/index.ts';
import type { HostState } from '../run/host-state.ts';
import type { PlayRun } from '../run/play-run.ts';
import { LookedUp } from './looked-up.ts';

/** The variable `hostvars` of a play: a dict whose values are worked out when they are asked for. */
export function hostVars(play: PlayRun): Value {
  const { run } = play;
  const find = (name: string): Value | undefined => {
    const host = run.findHost(name);
    return host === undefined ? undefined : varsOfHost(play, host);
  };
  return new LookedUp(find, () => [...run.hosts.keys()]);
}

function varsOfHost(play: PlayRun, host: HostState): Value {
  const scope = play.hostScope(host);
  const templar = play.templar(scope);
  const find = (name: string): Value | undefined => {
    const raw = name === 'vars' || name === 'hostvars' ? undefined : scope.get(name);
    return raw === undefined ? undefined : templar.resolve(raw);
  };
  return new LookedUp(find, () => scope.names().filter(name => name !== 'vars' && name !== 'hostvars'));
}
