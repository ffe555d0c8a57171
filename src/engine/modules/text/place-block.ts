import type { ModuleArguments } from '../../module.ts';
import { flagArgument, textArgument } from '../shared/read-arguments.ts';
import { insertionIndex } from './insertion-index.ts';

/** The text with the marked block in its place, or without it where the state is absent or the block empty. */
export function placeBlock(text: string, args: ModuleArguments): { text: string; removed: boolean } {
  const marker = textArgument(args, 'marker');
  const begin = marker.replaceAll('{mark}', textArgument(args, 'marker_begin'));
  const end = marker.replaceAll('{mark}', textArgument(args, 'marker_end'));
  const block = textArgument(args, 'block').replace(/\n$/, '');
  const removed = args['state'] === 'absent' || block === '';
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  const present = findBlock(lines, begin, end);
  const rest = present === null ? lines : [...lines.slice(0, present.first), ...lines.slice(present.last + 1)];
  if (removed) return { text: present === null ? text : joined(rest), removed };
  const at = present?.first ?? insertionIndex(lines, args);
  const marked = padded(rest, at, [begin, ...block.split('\n'), end], args);
  return { text: joined([...rest.slice(0, at), ...marked, ...rest.slice(at)]), removed };
}

function joined(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function findBlock(lines: readonly string[], begin: string, end: string): { first: number; last: number } | null {
  const [from, to] = [lines.lastIndexOf(begin), lines.lastIndexOf(end)];
  if (from === -1 || to === -1) return null;
  return { first: Math.min(from, to), last: Math.max(from, to) };
}

/** An empty line before and behind where asked for, unless there is one, or the file begins or ends there. */
function padded(rest: readonly string[], at: number, block: readonly string[], args: ModuleArguments): string[] {
  const before = flagArgument(args, 'prepend_newline') && at > 0 && rest[at - 1] !== '';
  const behind = flagArgument(args, 'append_newline') && at < rest.length && rest[at] !== '';
  return [...(before ? [''] : []), ...block, ...(behind ? [''] : [])];
}
