import type { Finding } from './rule.ts';

const comment = /#\s*noqa\b(?::\s*([\w, -]+))?/;

/** Whether the line of a finding ends in `# noqa` (every rule) or `# noqa: RULE, RULE`. */
export function isSilenced({ rule, where }: Finding, lines: readonly string[]): boolean {
  const match = comment.exec(lines[where.line - 1] ?? '');
  if (!match) return false;
  const named = match[1]?.split(/[\s,]+/).filter(word => word !== '') ?? [];
  return named.length === 0 || named.includes(rule);
}
