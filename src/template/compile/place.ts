import { didYouMean, type OmnicrmErrorOptions, type Where } from '../../errors.ts';
import { TemplateError, type TemplateErrorKind } from '../errors.ts';
import { Undefined } from '../values/types.ts';
import type { Frame } from './frame.ts';
import type { Origin } from './render.ts';

/** The place of an offset of a template: its own line and column, moved to where the template stands in its file. */
export function placeOf({ source, where, skippedLines }: Origin, at: number): Where {
  const before = source.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  const excerpt = source.split('\n')[line - 1]!;
  if (where === undefined) return { file: '<template>', line: line + skippedLines, column, excerpt };
  return {
    file: where.file,
    line: where.line + line - 1 + skippedLines,
    column: line === 1 ? where.column + column - 1 : column,
    excerpt,
  };
}

/** The error with its place, unless it has one. What is no error of a template comes back as it is. */
export function located(thrown: unknown, frame: Frame, at: number): unknown {
  return thrown instanceof TemplateError ? withPlace(thrown, frame.render.origin, at) : thrown;
}

export function withPlace(error: TemplateError, origin: Origin, at: number): TemplateError {
  if (error.where !== undefined) return error;
  const { hint, details, cause } = error;
  return new TemplateError(error.kind, error.message, {
    hint,
    cause,
    where: placeOf(origin, at),
    ...(details && { details }),
  });
}

export function failAt(frame: Frame, at: number, kind: TemplateErrorKind, message: string): TemplateError {
  return new TemplateError(kind, message, { where: placeOf(frame.render.origin, at) });
}

/** An undefined value for a variable that is not there; its error names it and the nearest known name. */
export function undefinedVariable(frame: Frame, at: number, name: string): Undefined {
  return new Undefined(name, () => {
    const near = didYouMean(name, frame.render.host.names());
    return undefinedError(
      frame,
      at,
      name,
      `'${name}' is undefined`,
      near === undefined ? undefined : `Did you mean '${near}'?`,
    );
  });
}

/** An undefined value for an attribute or item that is not there. */
export function undefinedMember(frame: Frame, at: number, name: string, message: string): Undefined {
  return new Undefined(name, () => undefinedError(frame, at, name, message, undefined));
}

function undefinedError(
  frame: Frame,
  at: number,
  name: string,
  message: string,
  hint: string | undefined,
): TemplateError {
  const options: OmnicrmErrorOptions = { where: placeOf(frame.render.origin, at), hint, details: { name } };
  return new TemplateError('undefined', message, options);
}
