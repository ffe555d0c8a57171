/** Which process owns a run, told so that a pid taken again by another process is not mistaken for it. */
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

export interface RunOwner {
  readonly owner_host: string;
  readonly owner_pid: number;
  /** Start time in clock ticks since boot (Linux, /proc/PID/stat field 22); empty where the system does not tell. */
  readonly owner_started: string;
}

type OwnerColumns = { readonly [Name in keyof RunOwner]: RunOwner[Name] | null };

/** This process as the owner of a run. */
export function thisProcess(): RunOwner {
  return { owner_host: hostname(), owner_pid: process.pid, owner_started: processStart(process.pid) };
}

/** Whether the process is seen to be dead. Only this machine's own processes can be looked at; a pid counts with its start. */
export function isOwnerGone({ owner_host, owner_pid, owner_started }: OwnerColumns): boolean {
  if (owner_host !== hostname() || owner_pid === null || !owner_started) return false;
  return processStart(owner_pid) !== owner_started;
}

/** Start of a process as the kernel counts it, empty when there is none such or the system has no /proc. */
function processStart(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie is dead; its parent (often pid 1 of a container) has not fetched its exit code yet, or never will.
    return state === 'Z' || state === 'X' ? '' : (fields[18] ?? '');
  } catch {
    return '';
  }
}
