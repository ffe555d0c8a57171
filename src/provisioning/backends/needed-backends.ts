/** Which of the operator's systems a play talks to, as far as its text tells. */
import type { Playbook } from '../../engine/index.ts';
import { Template } from '../../template/values/types.ts';
import type { Backend } from './backend.ts';
import type { BackendKindName } from '../../config.ts';

/** Words by which plays come to the endpoints of a kind (`crm_config.ocs.OCS`, `hss_server`). */
const words: Partial<Readonly<Record<BackendKindName, RegExp>>> = {
  ocs: /ocs/i,
  hss: /hss/i,
  confd: /pbx/i,
};

/** Members that say nothing about calls, or lead back up. */
const skipped: ReadonlySet<string> = new Set(['parent', 'where', 'module', 'name', 'file', 'directory', 'path']);

/** The charging systems, HSS nodes and phone systems among `backends` that the play's text names; all of them when it includes files that are read late. */
export function neededBackends(playbook: Playbook, backends: Iterable<Backend>): Backend[] {
  const { text, isWhole } = textOf(playbook);
  return [...backends].filter(({ kind, origin }) => {
    const word = words[kind.name];
    return word !== undefined && (!isWhole || word.test(text) || text.includes(origin));
  });
}

interface PlayText {
  readonly text: string;
  /** No task is still to be read from another file. */
  readonly isWhole: boolean;
}

const known = new WeakMap<Playbook, PlayText>();

function textOf(playbook: Playbook): PlayText {
  const before = known.get(playbook);
  if (before !== undefined) return before;
  const texts: string[] = [];
  const isWhole = collectTexts(playbook.plays, texts, new Set());
  const read = { text: texts.join('\n'), isWhole };
  known.set(playbook, read);
  return read;
}

/** Puts every text under `value` into `texts`; gives false when tasks are still to be read from other files. */
function collectTexts(value: unknown, texts: string[], seen: Set<unknown>): boolean {
  if (typeof value === 'string') texts.push(value);
  if (value instanceof Template) texts.push(value.source);
  if (typeof value !== 'object' || value === null || value instanceof Template || seen.has(value)) return true;
  seen.add(value);
  const isLate = 'dynamic' in value && value.dynamic === true;
  return [...membersOf(value)].map(member => collectTexts(member, texts, seen)).every(Boolean) && !isLate;
}

function membersOf(value: object): Iterable<unknown> {
  if (value instanceof Map) return [...value].flat();
  if (Array.isArray(value)) return value;
  return Object.entries(value).flatMap(([name, member]) => (skipped.has(name) ? [] : [member]));
}
