import type { OmnicrmErrorOptions } from '../../errors.ts';
import { TemplateError, type TemplateErrorKind } from '../errors.ts';

/** An error found while a template is compiled, at an offset of its source; rendering turns the offset into a place. */
export class SyntaxFailure extends TemplateError {
  readonly at: number;
  constructor(message: string, at: number, kind: TemplateErrorKind = 'syntax', options: OmnicrmErrorOptions = {}) {
    super(kind, message, options);
    this.at = at;
  }
}

export function syntaxError(message: string, at: number): never {
  throw new SyntaxFailure(message, at);
}
