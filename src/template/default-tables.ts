import type { TemplateTables } from './callable.ts';
import { filters } from './filters/index.ts';
import { globals } from './globals/index.ts';
import { lookups } from './lookups/index.ts';
import { tests } from './tests/index.ts';

/** Every filter, test, lookup and global there is. */
export const defaultTables: TemplateTables = { filters, tests, lookups, globals };
