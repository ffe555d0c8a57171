import { existsSync } from 'node:fs';
import type { Collector, Facts } from './collector.ts';
import { readLines, readSystemFile } from './read-lines.ts';

const names: Readonly<Record<string, string>> = {
  almalinux: 'AlmaLinux',
  alpine: 'Alpine',
  amzn: 'Amazon',
  arch: 'Archlinux',
  centos: 'CentOS',
  debian: 'Debian',
  fedora: 'Fedora',
  ol: 'OracleLinux',
  rhel: 'RedHat',
  rocky: 'Rocky',
  sles: 'SLES',
  ubuntu: 'Ubuntu',
};

const families: Readonly<Record<string, string>> = {
  alpine: 'Alpine',
  arch: 'Archlinux',
  debian: 'Debian',
  fedora: 'RedHat',
  rhel: 'RedHat',
  suse: 'Suse',
};

/** The distribution as /etc/os-release and its like tell. */
export const distribution: Collector = {
  name: 'distribution',
  minimal: true,
  words: ['distribution_major_version', 'distribution_release', 'distribution_version', 'os_family'],
  gather(): Facts {
    const path = '/etc/os-release';
    if (!existsSync(path)) return {};
    const told = keyValues(path);
    const id = told.get('ID') ?? '';
    const version = versionOf(id, told);
    const [major, minor] = version.split('.');
    const kin = [id, ...(told.get('ID_LIKE') ?? '').split(' ')];
    const name = names[id] ?? (told.get('NAME') ?? id).split(' ')[0];
    return {
      distribution: name,
      distribution_version: version,
      distribution_major_version: major,
      ...(id === 'debian' && minor !== undefined ? { distribution_minor_version: minor } : {}),
      distribution_release: told.get('VERSION_CODENAME') ?? 'NA',
      distribution_file_path: path,
      distribution_file_variety: name,
      distribution_file_parsed: true,
      os_family: families[kin.find(word => word in families) ?? ''] ?? name,
    };
  },
};

/** Debian's point release stands in a file of its own. */
function versionOf(id: string, told: ReadonlyMap<string, string>): string {
  const point = id === 'debian' ? readSystemFile('/etc/debian_version') : undefined;
  const plain = told.get('VERSION_ID') ?? 'NA';
  return point !== undefined && point.startsWith(`${plain}.`) ? point : plain;
}

/** `lsb`: what the same file says in that form. */
export const lsb: Collector = {
  name: 'lsb',
  minimal: true,
  words: [],
  gather(): Facts {
    const told = keyValues('/etc/os-release');
    const id = told.get('ID') ?? '';
    if (id === '') return { lsb: {} };
    const release = told.get('VERSION_ID') ?? '';
    const [major_release] = release.split('.');
    const codename = told.get('VERSION_CODENAME') ?? '';
    return { lsb: { id: names[id] ?? id, release, major_release, codename, description: told.get('PRETTY_NAME') } };
  },
};

function keyValues(path: string): ReadonlyMap<string, string> {
  const pairs = readLines(path).map(line => /^(\w+)=["']?(.*?)["']?$/.exec(line));
  return new Map(pairs.flatMap(pair => (pair ? [[pair[1]!, pair[2]!] as const] : [])));
}
