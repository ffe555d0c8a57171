import { TemplateError, type TemplateErrorKind } from './errors.ts';

/** Throws a TemplateError without a place; the compiled expression that met it adds file, line and column. */
export function fail(kind: TemplateErrorKind, message: string): never {
  throw new TemplateError(kind, message);
}
