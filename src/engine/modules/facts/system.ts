import { existsSync } from 'node:fs';
import type { Collector, Facts } from './collector.ts';
import { readLines, readSystemFile } from './read-lines.ts';

/** Small facts of the running system, each a subset of its own. */
export const systemCollectors: readonly Collector[] = [
  small('pkg_mgr', () => managers.find(([path]) => existsSync(path))?.[1] ?? 'unknown'),
  small('service_mgr', () => (existsSync('/run/systemd/system') ? 'systemd' : readSystemFile('/proc/1/comm'))),
  small('selinux', () => ({ status: existsSync('/sys/fs/selinux/enforce') ? 'enabled' : 'disabled' })),
  small('apparmor', () => ({ status: existsSync('/sys/kernel/security/apparmor') ? 'enabled' : 'disabled' })),
  small('fips', () => readSystemFile('/proc/sys/crypto/fips_enabled') === '1'),
  small('dns', resolver),
  small('cmdline', () => bootWords()),
];

/** The first that is there is the machine's package manager. */
const managers: readonly (readonly [string, string])[] = [
  ['/usr/bin/apt-get', 'apt'],
  ['/usr/bin/dnf5', 'dnf5'],
  ['/usr/bin/dnf', 'dnf'],
  ['/usr/bin/yum', 'yum'],
  ['/usr/bin/zypper', 'zypper'],
  ['/usr/bin/pacman', 'pacman'],
  ['/sbin/apk', 'apk'],
];

function small(name: string, find: () => unknown): Collector {
  return { name, minimal: true, words: [], gather: (): Facts => ({ [name]: find() }) };
}

function resolver(): Facts {
  const rows = readLines('/etc/resolv.conf').map(line => line.trim().split(/\s+/));
  const of = (word: string): string[] => rows.filter(([first]) => first === word).flatMap(([, ...rest]) => rest);
  const [nameservers, search] = [of('nameserver'), of('search')];
  return { ...(nameservers.length > 0 ? { nameservers } : {}), ...(search.length > 0 ? { search } : {}) };
}

function bootWords(): Facts {
  const words = (readSystemFile('/proc/cmdline') ?? '').split(/\s+/);
  const pairs = words.map(word => [word.split('=', 1)[0]!, word.includes('=') ? word.replace(/^[^=]*=/, '') : true]);
  return Object.fromEntries(pairs);
}
