import type { ProcessResult } from './run-process.ts';

/** `start`, `end` and `delta` as Python prints a local datetime and a timedelta. */
export function processTimes({ start, end }: ProcessResult): Record<string, string> {
  return { start: localTime(start), end: localTime(end), delta: timedelta(end.getTime() - start.getTime()) };
}

function localTime(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return `${local.toISOString().slice(0, 23).replace('T', ' ')}000`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

function timedelta(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const clock = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${clock}.${String(ms % 1000).padStart(3, '0')}000`;
}
