import type { ModuleArguments } from '../../module.ts';
import { FileProblem } from '../shared/file-problem.ts';
import { optionalText, textArgument } from '../shared/read-arguments.ts';

/** The lines with the task's variable set or gone; the very same array where there was nothing to do. */
export function editEnv(lines: readonly string[], args: ModuleArguments): readonly string[] {
  const name = textArgument(args, 'name');
  if (name.includes(' ')) throw new FileProblem('Invalid name for environment variable');
  const at = placeOf(lines, name);
  if (args['state'] === 'absent') return at < 0 ? lines : lines.filter(line => !sets(line, name));
  const wanted = `${name}="${textArgument(args, 'job')}"`;
  if (at < 0) return lines.toSpliced(placeOfNew(lines, args), 0, wanted);
  return lines[at] === wanted ? lines : lines.map(line => (sets(line, name) ? wanted : line));
}

function placeOf(lines: readonly string[], name: string): number {
  return lines.findIndex(line => sets(line, name));
}

function sets(line: string, name: string): boolean {
  return line.startsWith(`${name}=`);
}

/** A new variable stands on top, or beside the one that the task names. */
function placeOfNew(lines: readonly string[], args: ModuleArguments): number {
  const [after, before] = [optionalText(args, 'insertafter') ?? '', optionalText(args, 'insertbefore') ?? ''];
  const other = after === '' ? before : after;
  if (other === '') return 0;
  const at = placeOf(lines, other);
  if (at < 0) throw new FileProblem(`Variable named '${other}' not found.`);
  return after === '' ? at : at + 1;
}
