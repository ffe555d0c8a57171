/** Which hosts a pattern means: names, groups, `all`, `*`, `!not`, `&and`, positions, regular expressions after `~`. */
import { str, Templar, type Raw } from '../../template/index.ts';
import { hostsOfGroup } from '../inventory/inventory.ts';
import type { Play } from '../playbook.ts';
import { sharedEnvironment } from '../shared-environment.ts';
import type { HostState } from './host-state.ts';
import type { Run } from './run.ts';

/** The hosts of a play in the inventory's order, limited by `--limit`. */
export function matchHosts(raw: Raw, run: Run, play: Play): HostState[] {
  const get = (name: string): Raw | undefined => run.extraVars.get(name) ?? play.vars.get(name);
  const templar = new Templar(sharedEnvironment(), { get, names: () => [...run.extraVars.keys()] }, run.templarOptions);
  const value = templar.render(raw);
  const patterns = (Array.isArray(value) ? value : [value]).flatMap(part => splitPattern(str(part)));
  const chosen = matching(patterns, run);
  const limited = run.limit === undefined ? undefined : new Set(matching(splitPattern(run.limit), run));
  return chosen.filter(name => limited?.has(name) ?? true).map(name => run.findHost(name)!);
}

/** The patterns of a text, between commas or colons. */
export function splitPattern(text: string): string[] {
  return text
    .split(/[,:](?![^[]*\])/)
    .map(part => part.trim())
    .filter(part => part !== '');
}

/** Applies patterns as Ansible does: those that add, then `&`, then `!`. */
export function matching(patterns: readonly string[], run: Pick<Run, 'inventory'>): string[] {
  const adding = patterns.filter(pattern => !/^[!&]/.test(pattern));
  let names = new Set((adding.length === 0 ? ['all'] : adding).flatMap(pattern => namesOf(pattern, run)));
  for (const pattern of patterns.filter(part => part.startsWith('&'))) {
    const both = new Set(namesOf(pattern.slice(1), run));
    names = new Set([...names].filter(name => both.has(name)));
  }
  for (const pattern of patterns.filter(part => part.startsWith('!'))) {
    for (const name of namesOf(pattern.slice(1), run)) names.delete(name);
  }
  return [...names];
}

function namesOf(pattern: string, run: Pick<Run, 'inventory'>): string[] {
  const { inventory } = run;
  const position = pattern.startsWith('~') ? null : /^(.+)\[(-?\d+)(?::(-?\d*))?\]$/.exec(pattern);
  if (position) return slice(namesOf(position[1]!, run), position);
  if (inventory.groups.has(pattern)) return [...hostsOfGroup(inventory, pattern)];
  if (inventory.hosts.has(pattern)) return [pattern];
  const expression = patternExpression(pattern);
  const all = [...inventory.hosts.keys()];
  const found = expression === undefined ? [] : all.filter(name => expression.test(name));
  const groups = expression === undefined ? [] : [...inventory.groups.keys()].filter(name => expression.test(name));
  const names = [...new Set([...groups.flatMap(name => [...hostsOfGroup(inventory, name)]), ...found])];
  const isLocal = pattern === 'localhost' || pattern === '127.0.0.1';
  return names.length === 0 && isLocal ? ['localhost'] : names;
}

function slice(names: readonly string[], [, , start, end]: RegExpExecArray): string[] {
  if (end === undefined) return names.slice(Number(start)).slice(0, 1);
  return names.slice(Number(start), end === '' ? undefined : Number(end) + 1);
}

function patternExpression(pattern: string): RegExp | undefined {
  if (pattern.startsWith('~')) return new RegExp(`^(?:${pattern.slice(1)})`);
  if (!/[*?]/.test(pattern)) return undefined;
  const escaped = pattern.replace(/[.+^${}()|\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}
