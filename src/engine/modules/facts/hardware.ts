import { existsSync, readdirSync, readlinkSync, statfsSync } from 'node:fs';
import * as os from 'node:os';
import { basename, join } from 'node:path';
import { Float } from '../../../template/index.ts';
import type { Collector, Facts } from './collector.ts';
import { readLines } from './read-lines.ts';

/** Processors, memory, mounted disks, uptime. Devices, BIOS and LVM are not looked into. */
export const hardware: Collector = {
  name: 'hardware',
  minimal: false,
  words: ['devices', 'mounts', 'processor', 'processor_cores', 'processor_count'],
  gather: (): Facts => ({
    ...processors(),
    ...memory(),
    mounts: mounts(),
    uptime_seconds: Math.floor(os.uptime()),
  }),
};

/** `loadavg`, a subset of its own. */
export const load: Collector = {
  name: 'loadavg',
  minimal: false,
  words: [],
  gather(): Facts {
    const [one = 0, five = 0, fifteen = 0] = os.loadavg();
    return { loadavg: { '1m': new Float(one), '5m': new Float(five), '15m': new Float(fifteen) } };
  },
};

function processors(): Facts {
  const entries = readLines('/proc/cpuinfo').map(line => line.split(/\s*:\s*/));
  const valuesOf = (name: string): string[] => entries.filter(([key]) => key === name).map(([, value = '']) => value);
  const shown = entries.filter(([key = '']) => ['processor', 'vendor_id', 'model name'].includes(key));
  const sockets = Math.max(1, new Set(valuesOf('physical id')).size);
  const cores = Number(valuesOf('cpu cores')[0] ?? 1);
  const siblings = Number(valuesOf('siblings')[0] ?? cores);
  const threads = Math.max(1, Math.floor(siblings / cores));
  return {
    processor: shown.map(([, value = '']) => value),
    processor_count: sockets,
    processor_cores: cores,
    processor_threads_per_core: threads,
    processor_vcpus: sockets * cores * threads,
    processor_nproc: os.availableParallelism(),
  };
}

function memory(): Facts {
  const sizes = new Map(
    readLines('/proc/meminfo').map(line => {
      const [name = '', size = ''] = line.split(/:\s*/);
      return [name, Math.floor(Number.parseInt(size, 10) / 1024)];
    }),
  );
  const of = (name: string): number => sizes.get(name) ?? 0;
  const [total, free] = [of('MemTotal') || Math.floor(os.totalmem() / 2 ** 20), of('MemFree')];
  const cached = free + of('Cached') + of('Buffers');
  const [swapTotal, swapFree] = [of('SwapTotal'), of('SwapFree')];
  return {
    memtotal_mb: total,
    memfree_mb: free,
    swaptotal_mb: swapTotal,
    swapfree_mb: swapFree,
    memory_mb: {
      real: { total, used: total - free, free },
      nocache: { free: cached, used: total - cached },
      swap: { total: swapTotal, free: swapFree, used: swapTotal - swapFree, cached: of('SwapCached') },
    },
  };
}

/** Mounted file systems that lie on a device or come from a server. */
function mounts(): Facts[] {
  const entries = readLines('/proc/mounts').map(line => line.split(' '));
  return entries.flatMap(([device = '', mount = '', fstype, options, dump, passno]) => {
    if (!device.startsWith('/') && !device.includes(':/')) return [];
    const facts = { mount: unescaped(mount), device: unescaped(device), fstype, options };
    return [
      { ...facts, dump: Number(dump), passno: Number(passno), uuid: uuidOf(device), ...sizeOf(unescaped(mount)) },
    ];
  });
}

function sizeOf(path: string): Facts {
  try {
    const { bsize, blocks, bavail, files, ffree } = statfsSync(path);
    return {
      size_total: bsize * blocks,
      size_available: bsize * bavail,
      block_size: bsize,
      block_total: blocks,
      block_available: bavail,
      block_used: blocks - bavail,
      inode_total: files,
      inode_available: ffree,
      inode_used: files - ffree,
    };
  } catch {
    return {};
  }
}

function uuidOf(device: string): string {
  const folder = '/dev/disk/by-uuid';
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.find(name => basename(readlinkSync(join(folder, name))) === basename(device)) ?? 'N/A';
}

/** Blanks in /proc/mounts are written as octal numbers. */
function unescaped(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 8)));
}
