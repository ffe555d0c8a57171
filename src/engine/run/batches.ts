import { str } from '../../template/index.ts';
import { playError } from '../load/play-error.ts';
import type { HostState } from './host-state.ts';
import type { PlayRun } from './play-run.ts';
import { keywordValue } from './read-keyword.ts';

/** The hosts in batches of `serial`: numbers or percentages, the last of which goes on for the rest. */
export function batchesOf(hosts: readonly HostState[], play: PlayRun): HostState[][] {
  const raw = play.keyword('serial');
  if (raw === undefined || raw === null) return [[...hosts]];
  const value = keywordValue('serial', raw, play.playTemplar);
  const sizes = (Array.isArray(value) ? value : [value]).map(size => sizeOf(str(size), hosts.length, play));
  const batches: HostState[][] = [];
  for (let at = 0, index = 0; at < hosts.length; index++) {
    const size = sizes[Math.min(index, sizes.length - 1)] ?? 0;
    const end = size <= 0 ? hosts.length : at + size;
    batches.push(hosts.slice(at, end));
    at = end;
  }
  return batches;
}

function sizeOf(text: string, count: number, play: PlayRun): number {
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text);
  if (percent) return Math.max(1, Math.floor((Number(percent[1]) / 100) * count));
  const size = Number(text);
  if (!Number.isInteger(size)) throw playError(play.play.where, `serial has an invalid value: ${text}`);
  return size;
}
