import { readFileSync } from 'node:fs';

/**
 * When a process started, in clock ticks since boot (Linux, /proc/PID/stat field 22): with the pid it names one process for
 * good. Undefined when there is no such process or it is dead, '' when the system does not tell.
 */
export function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in the second field may hold anything, so fields are counted from its closing bracket.
    const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie is dead; its parent (often pid 1 of a container) has not fetched its exit code yet, or never will.
    return state === 'Z' || state === 'X' ? undefined : (fields[18] ?? '');
  } catch {
    return isProcess(pid) ? '' : undefined;
  }
}

function isProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
