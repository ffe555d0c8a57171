import type { Dict, Raw } from './values/types.ts';

/** Where a templar finds variables. */
export interface Scope {
  get(name: string): Raw | undefined;
  names(): readonly string[];
  /** Whether a variable is a play's own text rather than data that came in; no where it is not known. */
  isWritten?(name: string): boolean;
}

/** Variables on top of another scope. */
export function scopeWith(vars: Dict, below: Scope): Scope {
  return {
    get: name => (vars.has(name) ? vars.get(name) : below.get(name)),
    names: () => [...new Set([...vars.keys()].map(String).concat(below.names()))],
  };
}
