import { lookup, lookupService } from 'node:dns/promises';
import * as os from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { Collector, Facts } from './collector.ts';
import { readSystemFile } from './read-lines.ts';

/** Name, kernel and architecture of the machine. */
export const platform: Collector = {
  name: 'platform',
  minimal: true,
  words: ['architecture', 'kernel', 'kernel_version', 'machine', 'machine_id', 'system'],
  async gather(): Promise<Facts> {
    const nodename = os.hostname();
    const fqdn = await fullName(nodename);
    const machine = os.machine();
    return {
      system: os.type(),
      kernel: os.release(),
      kernel_version: os.version(),
      machine,
      architecture: machine,
      userspace_architecture: machine,
      userspace_bits: machine.includes('64') ? '64' : '32',
      nodename,
      hostname: nodename.split('.')[0],
      fqdn,
      domain: fqdn.split('.').slice(1).join('.'),
      machine_id: readSystemFile('/etc/machine-id') ?? readSystemFile('/var/lib/dbus/machine-id'),
    };
  },
};

const patience = 1000;

/** The machine's full name as the resolver has it; its own name when that is full already or nobody answers within a second. */
async function fullName(nodename: string): Promise<string> {
  const asked = nameOf(nodename).catch(() => nodename);
  return Promise.race([asked, wait(patience, nodename, { ref: false })]);
}

async function nameOf(nodename: string): Promise<string> {
  const { address } = await lookup(nodename);
  const { hostname } = await lookupService(address, 0);
  return hostname === address ? nodename : hostname;
}
