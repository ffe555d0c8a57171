import { OmnicrmError, type OmnicrmErrorOptions } from '../errors.ts';

/** What went wrong in a template, in the words of the recorded vectors. */
export type TemplateErrorKind =
  | 'attribute'
  | 'conditional'
  | 'filter'
  | 'index'
  | 'key'
  | 'lookup'
  | 'name'
  | 'nofilter'
  | 'nolookup'
  | 'notest'
  | 'notfound'
  | 'omitted'
  | 'overflow'
  | 'recursion'
  | 'runtime'
  | 'syntax'
  | 'test'
  | 'type'
  | 'undefined'
  | 'unsupported'
  | 'untrusted'
  | 'value'
  | 'zerodivision';

/** A template that cannot be parsed or evaluated. `where` is the place of the template text's own line and column. */
export class TemplateError extends OmnicrmError {
  override readonly name = 'TemplateError';
  readonly kind: TemplateErrorKind;
  constructor(kind: TemplateErrorKind, message: string, options: OmnicrmErrorOptions = {}) {
    super('E_TEMPLATE', message, options);
    this.kind = kind;
  }
}
