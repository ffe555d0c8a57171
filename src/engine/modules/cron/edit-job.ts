import type { ModuleArguments } from '../../module.ts';
import { flagArgument, optionalText, textArgument } from '../shared/read-arguments.ts';
import { markedName, markOf } from './crontab-lines.ts';

/**
 * The lines with the task's job set or gone; the very same array where there was nothing to do. A job is known by the mark
 * before it, else by its whole line, which then gets its mark.
 */
export function editJob(lines: readonly string[], args: ModuleArguments, isFile: boolean): readonly string[] {
  const name = textArgument(args, 'name');
  const present = markedJob(lines, name);
  if (args['state'] === 'absent') return present === undefined ? lines : replaceMarked(lines, name, []);
  const wanted = lineOf(args, isFile);
  if (present === wanted) return lines;
  if (present !== undefined) return replaceMarked(lines, name, [markOf(name), wanted]);
  return markUnmarked(lines, name, wanted) ?? [...lines, markOf(name), wanted];
}

function markedJob(lines: readonly string[], name: string): string | undefined {
  for (let at = 0; at < lines.length - 1; at++) {
    const marked = markedName(lines[at]!);
    if (marked === undefined) continue;
    at += 1;
    if (marked === name) return lines[at];
  }
  return undefined;
}

/** Puts lines in the place of every mark of this name and the job behind it. */
function replaceMarked(lines: readonly string[], name: string, replacement: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (lines[at] !== markOf(name)) kept.push(lines[at]!);
    else if (++at < lines.length) kept.push(...replacement);
  }
  return kept;
}

/** The wanted line is there, but without a mark, or with the one that older Ansible gave to jobs without a name. */
function markUnmarked(lines: readonly string[], name: string, wanted: string): string[] | undefined {
  for (const [at, line] of lines.entries()) {
    if (line !== wanted) continue;
    const marked = at === 0 ? undefined : markedName(lines[at - 1]!);
    if (marked === undefined) return lines.toSpliced(at, 0, markOf(name));
    if (marked === 'None') return lines.toSpliced(at - 1, 1, markOf(name));
  }
  return undefined;
}

/** The job's line; in a file it names the user too. */
function lineOf(args: ModuleArguments, isFile: boolean): string {
  const special = optionalText(args, 'special_time');
  const times = ['minute', 'hour', 'day', 'month', 'weekday'].map(name => textArgument(args, name));
  const when = special === null ? times.join(' ') : `@${special}`;
  const job = textArgument(args, 'job').replace(/^[\r\n]+|[\r\n]+$/g, '');
  const words = isFile ? [when, textArgument(args, 'user'), job] : [when, job];
  return `${flagArgument(args, 'disabled') ? '#' : ''}${words.join(' ')}`;
}
