/** Which process owns a run, told so that a pid taken again by another process is not mistaken for it. */
import { hostname } from 'node:os';
import { processStart } from '../process-start.ts';

export interface RunOwner {
  readonly owner_host: string;
  readonly owner_pid: number;
  /** As `processStart` tells it; empty where the system does not tell. */
  readonly owner_started: string;
}

type OwnerColumns = { readonly [Name in keyof RunOwner]: RunOwner[Name] | null };

/** This process as the owner of a run. */
export function thisProcess(): RunOwner {
  return (own ??= { owner_host: hostname(), owner_pid: process.pid, owner_started: processStart(process.pid) ?? '' });
}

let own: RunOwner | undefined;

/** Whether the process is seen to be dead. Only this machine's own processes can be looked at; a pid counts with its start. */
export function isOwnerGone({ owner_host, owner_pid, owner_started }: OwnerColumns): boolean {
  if (owner_host !== hostname() || owner_pid === null || !owner_started) return false;
  return processStart(owner_pid) !== owner_started;
}
