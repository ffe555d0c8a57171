/** All global functions and values by name: Jinja2's, and those that Ansible adds. */
import type { TemplateGlobal } from '../callable.ts';
import { constructorGlobals } from './constructors.ts';
import { cyclingGlobals } from './cycling.ts';
import { lookupGlobals } from './lookup.ts';
import { lipsumGlobals } from './lipsum.ts';
import { timeGlobals } from './now.ts';
import { undefinedGlobals } from './undef.ts';

export const globals: ReadonlyMap<string, TemplateGlobal> = new Map<string, TemplateGlobal>(
  Object.entries({
    ...constructorGlobals,
    ...cyclingGlobals,
    ...lipsumGlobals,
    ...lookupGlobals,
    ...timeGlobals,
    ...undefinedGlobals,
  }),
);
