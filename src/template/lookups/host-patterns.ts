import { globExpression } from '../filters/glob.ts';
import { iterate } from '../values/iterate.ts';
import { str } from '../values/text.ts';
import type { Value } from '../values/types.ts';

/** The hosts of `groups` that Ansible's host patterns choose: names, globs, `~` and a regex; `!` takes away, `&` keeps only those. */
export function hostsMatching(patterns: readonly string[], groups: Value): string[] {
  const hosts = hostsByGroup(groups);
  const parts = patterns.flatMap(pattern => pattern.split(/[,:]/)).map(part => part.trim());
  const ordered = parts.toSorted((a, b) => rank(a) - rank(b));
  return ordered.reduce<string[]>((chosen, part) => {
    const found = matching(part.replace(/^[!&]/, ''), hosts);
    if (part.startsWith('!')) return chosen.filter(host => !found.includes(host));
    if (part.startsWith('&')) return chosen.filter(host => found.includes(host));
    return [...chosen, ...found.filter(host => !chosen.includes(host))];
  }, []);
}

function rank(part: string): number {
  return part.startsWith('!') ? 2 : part.startsWith('&') ? 1 : 0;
}

function hostsByGroup(groups: Value): ReadonlyMap<string, readonly string[]> {
  const entries = groups instanceof Map ? [...groups] : [];
  return new Map(entries.map(([group, hosts]) => [str(group), Array.from(iterate(hosts), str)]));
}

function matching(pattern: string, groups: ReadonlyMap<string, readonly string[]>): string[] {
  const all = [...new Set([...groups.values()].flat())];
  if (pattern === 'all' || pattern === '*') return all;
  const expression = pattern.startsWith('~') ? new RegExp(`^(?:${pattern.slice(1)})`) : globExpression(pattern);
  const grouped = [...groups].filter(([group]) => expression.test(group)).flatMap(([, hosts]) => hosts);
  return [...new Set([...grouped, ...all.filter(host => expression.test(host))])];
}
