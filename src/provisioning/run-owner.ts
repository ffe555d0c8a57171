/** Which process owns a run, told so that a pid taken again by another process is not mistaken for it. */
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

export interface RunOwner {
  readonly owner_host: string;
  readonly owner_pid: number;
  /** Start time in clock ticks since boot (Linux, /proc/PID/stat field 22); empty where the system does not tell. */
  readonly owner_started: string;
}

/** This process as the owner of a run. */
export function thisProcess(): RunOwner {
  return { owner_host: hostname(), owner_pid: process.pid, owner_started: processStart(process.pid) };
}

/** Start of a process as the kernel counts it, empty when there is none such or the system has no /proc. */
export function processStart(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
