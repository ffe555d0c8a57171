import { existsSync, readFileSync } from 'node:fs';
import * as os from 'node:os';
import type { Module, ModuleArguments, ModuleContext } from '../module.ts';
import { globRegex } from './shared/glob.ts';
import { textsArgument } from './shared/read-arguments.ts';

/** Ansible's `setup`: the facts of this machine that plays ask for; hardware and devices are not looked into. */
export const setup: Module = {
  name: 'setup',
  spec: {
    gather_subset: { type: 'list', elements: 'str', default: ['all'] },
    gather_timeout: { type: 'int', default: 10 },
    filter: { type: 'list', elements: 'str', default: [] },
    fact_path: { type: 'path', default: '/etc/ansible/facts.d' },
  },
  run: (args, context) => ({ changed: false, ansible_facts: filtered(facts(context), args) }),
};

function filtered(all: Record<string, unknown>, args: ModuleArguments): Record<string, unknown> {
  const patterns = textsArgument(args, 'filter').map(pattern => globRegex(pattern));
  if (patterns.length === 0) return all;
  const wanted = (name: string): boolean =>
    patterns.some(pattern => pattern.test(name) || pattern.test(name.replace(/^ansible_/, '')));
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted(name)));
}

function facts(context: ModuleContext): Record<string, unknown> {
  const user = os.userInfo();
  return {
    ansible_hostname: os.hostname().split('.')[0],
    ansible_nodename: os.hostname(),
    ansible_fqdn: os.hostname(),
    ansible_system: os.type(),
    ansible_kernel: os.release(),
    ansible_architecture: os.machine(),
    ansible_machine: os.machine(),
    ansible_processor_vcpus: os.availableParallelism(),
    ansible_memtotal_mb: Math.floor(os.totalmem() / 2 ** 20),
    ansible_memfree_mb: Math.floor(os.freemem() / 2 ** 20),
    ansible_uptime_seconds: Math.floor(os.uptime()),
    ansible_user_id: user.username,
    ansible_user_uid: user.uid,
    ansible_user_gid: user.gid,
    ansible_user_dir: user.homedir,
    ansible_user_shell: user.shell,
    ansible_env: context.environment,
    ansible_date_time: dateTime(context.clock()),
    ansible_all_ipv4_addresses: addresses('IPv4'),
    ansible_all_ipv6_addresses: addresses('IPv6'),
    ...distribution(),
  };
}

function dateTime(now: Date): Record<string, string> {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString();
  return {
    date: local.slice(0, 10),
    time: local.slice(11, 19),
    year: local.slice(0, 4),
    month: local.slice(5, 7),
    day: local.slice(8, 10),
    hour: local.slice(11, 13),
    minute: local.slice(14, 16),
    second: local.slice(17, 19),
    epoch: String(Math.floor(now.getTime() / 1000)),
    iso8601: `${now.toISOString().slice(0, 19)}Z`,
    iso8601_micro: `${now.toISOString().slice(0, 23)}000Z`,
    weekday: now.toLocaleDateString('en', { weekday: 'long' }),
    weekday_number: String(now.getDay()),
  };
}

function addresses(family: 'IPv4' | 'IPv6'): string[] {
  const all = Object.values(os.networkInterfaces()).flatMap(entries => entries ?? []);
  return all.filter(entry => entry.family === family && !entry.internal).map(entry => entry.address);
}

const FAMILIES: Readonly<Record<string, string>> = { debian: 'Debian', rhel: 'RedHat', fedora: 'RedHat', suse: 'Suse' };

/** The distribution after /etc/os-release; nothing where there is no such file. */
function distribution(): Record<string, unknown> {
  if (!existsSync('/etc/os-release')) return {};
  const lines = readFileSync('/etc/os-release', 'utf8').matchAll(/^(\w+)="?([^"\n]*)"?$/gm);
  const release = new Map(Array.from(lines, ([, name, value]) => [name!, value!]));
  const id = release.get('ID') ?? '';
  const kin = [id, ...(release.get('ID_LIKE') ?? '').split(' ')];
  return {
    ansible_distribution: (release.get('NAME') ?? id).split(' ')[0],
    ansible_distribution_version: release.get('VERSION_ID'),
    ansible_distribution_major_version: release.get('VERSION_ID')?.split('.')[0],
    ansible_distribution_release: release.get('VERSION_CODENAME'),
    ansible_os_family: FAMILIES[kin.find(name => name in FAMILIES) ?? ''] ?? id,
  };
}
