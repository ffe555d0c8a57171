import type { Method } from './method.ts';
import { caseMethods } from './str-case.ts';
import { codeMethods } from './str-code.ts';
import { kindMethods } from './str-kind.ts';
import { padMethods } from './str-pad.ts';
import { searchMethods } from './str-search.ts';
import { splitMethods } from './str-split.ts';
import { stripMethods } from './str-strip.ts';

/** Python's methods of str, but for format and format_map. Positions and widths count code points. */
export const strMethods: ReadonlyMap<string, Method<string>> = new Map<string, Method<string>>([
  ...caseMethods,
  ...codeMethods,
  ...kindMethods,
  ...padMethods,
  ...searchMethods,
  ...splitMethods,
  ...stripMethods,
]);
