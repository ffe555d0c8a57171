import { existsSync, readFileSync } from 'node:fs';
import type { ModuleArguments } from '../../module.ts';
import { integerArgument, textsArgument } from '../shared/read-arguments.ts';

// The kernel's numbers of TCP states, by the names which `active_connection_states` takes.
const STATE_NUMBERS: Readonly<Record<string, string>> = {
  ESTABLISHED: '01',
  SYN_SENT: '02',
  SYN_RECV: '03',
  FIN_WAIT1: '04',
  FIN_WAIT2: '05',
  TIME_WAIT: '06',
};

/** How many connections to a local port are open, in the states that the task calls active. */
export function connectionsTo(args: ModuleArguments): number {
  const port = integerArgument(args, 'port').toString(16).toUpperCase().padStart(4, '0');
  const named = textsArgument(args, 'active_connection_states');
  const active = new Set((named.length > 0 ? named : Object.keys(STATE_NUMBERS)).map(name => STATE_NUMBERS[name]));
  const excluded = new Set(textsArgument(args, 'exclude_hosts').map(kernelAddress));
  return rows().filter(
    ([, local = '', remote = '', state = '']) =>
      local.endsWith(`:${port}`) && active.has(state) && !excluded.has(remote.slice(-13, -5)),
  ).length;
}

function rows(): string[][] {
  return ['/proc/net/tcp', '/proc/net/tcp6']
    .filter(file => existsSync(file))
    .flatMap(file => readFileSync(file, 'utf8').trim().split('\n').slice(1))
    .map(line => line.trim().split(/\s+/));
}

/** An IPv4 address as the kernel's table has it: its bytes in reverse, in hex. */
function kernelAddress(address: string): string {
  const bytes = address.split('.').map(part => Number(part).toString(16).toUpperCase().padStart(2, '0'));
  return bytes.toReversed().join('');
}
