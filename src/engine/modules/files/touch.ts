import { statSync, utimesSync, writeFileSync } from 'node:fs';
import type { ModuleResult } from '../../module.ts';
import { applyAttributes } from '../shared/file-attributes.ts';
import { FileProblem } from '../shared/file-problem.ts';
import { optionalText } from '../shared/read-arguments.ts';
import { finished, type FileTask } from './file-states.ts';

/** The file, made empty where it is missing; its times are now unless the task says `preserve` or names them. */
export function touch(task: FileTask): ModuleResult {
  const { args, context, path, absolute, previous } = task;
  const missing = previous === 'absent';
  if (context.check && missing) return finished(task, true, undefined, { dest: path }, 'touch');
  if (missing) writeFileSync(absolute, '', { flag: 'wx' });
  const moved = setTimes(task, missing);
  const change = applyAttributes(absolute, args, { check: context.check });
  return finished(task, missing || moved || change !== undefined, change, { dest: path }, missing ? 'touch' : previous);
}

function setTimes({ args, absolute, context }: FileTask, created: boolean): boolean {
  const stats = statSync(absolute);
  // A file that already is keeps the times which are not named only with `preserve`; a new one has the present.
  const fallback = created ? 'preserve' : 'now';
  const modified = timeOf(optionalText(args, 'modification_time') ?? fallback, stats.mtime, context.clock());
  const accessed = timeOf(optionalText(args, 'access_time') ?? fallback, stats.atime, context.clock());
  const same = modified.getTime() === stats.mtime.getTime() && accessed.getTime() === stats.atime.getTime();
  if (same) return false;
  if (!context.check) utimesSync(absolute, accessed, modified);
  return true;
}

function timeOf(text: string, present: Date, now: Date): Date {
  if (text === 'preserve') return present;
  if (text === 'now') return now;
  const [, year, month, day, hour, minute, second = '0'] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(text) ?? [];
  if (year === undefined) throw new FileProblem(`Error while obtaining timestamp for time ${text}`);
  return new Date(+year, +month! - 1, +day!, +hour!, +minute!, +second);
}
