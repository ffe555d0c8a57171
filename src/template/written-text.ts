import type { Scope } from './scope.ts';
import { LazyDict, Template, type Raw } from './values/types.ts';

const lonePath = /^\{\{\s*(\w+(?:\.\w+)*)\s*\}\}$/;

/**
 * Whether a text that came out of `raw` was written in a play as it stands: a plain text, or a lone `{{ name }}` of such a
 * variable. Only such text may be a condition; whatever a module, an API or a user gave is data.
 */
export function isWrittenText(raw: Raw | undefined, scope: Scope, depth = 0): boolean {
  if (typeof raw === 'string') return true;
  const path = raw instanceof Template ? lonePath.exec(raw.source.trim())?.[1]?.split('.') : undefined;
  if (path === undefined || depth > 20 || scope.isWritten?.(path[0]!) !== true) return false;
  return isWrittenText(path.slice(1).reduce(memberOf, scope.get(path[0]!)), scope, depth + 1);
}

function memberOf(raw: Raw | undefined, name: string): Raw | undefined {
  if (raw instanceof LazyDict) return raw.entries.get(name);
  return raw instanceof Map ? raw.get(name) : undefined;
}
