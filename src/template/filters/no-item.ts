import { TemplateError } from '../errors.ts';
import { Undefined } from '../values/types.ts';

/** The undefined value that first, last, min and max give for an empty sequence. */
export function noItem(message: string): Undefined {
  return new Undefined('', () => new TemplateError('undefined', message));
}
