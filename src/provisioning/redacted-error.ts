import { OmnicrmError } from '../errors.ts';
import { redactedWhere } from './redacted-reporter.ts';
import type { Redactor } from './redactor.ts';

/** An error that tells no secret: message, hint, excerpt, details, stack, and the same of what caused it. */
export function redactedError(error: unknown, redactor: Redactor): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? redactor.text(error) : error;
  const copy =
    error instanceof OmnicrmError ? redactedOmnicrmError(error, redactor) : redactedPlainError(error, redactor);
  if (error.stack !== undefined) copy.stack = redactor.text(error.stack);
  return copy;
}

function redactedOmnicrmError(error: OmnicrmError, redactor: Redactor): OmnicrmError {
  const { code, message, where, hint, details, cause } = error;
  return new OmnicrmError(code, redactor.text(message), {
    where: where && redactedWhere(where, redactor),
    hint: hint && redactor.text(hint),
    details: details && (redactedPlain(details, redactor) as typeof details),
    cause: cause === undefined ? undefined : redactedError(cause, redactor),
  });
}

/** Node's errors carry a code that the exit code is made of. */
function redactedPlainError(error: Error, redactor: Redactor): Error {
  const cause = error.cause === undefined ? {} : { cause: redactedError(error.cause, redactor) };
  const copy = new Error(redactor.text(error.message), cause);
  copy.name = error.name;
  return 'code' in error ? Object.assign(copy, { code: error.code }) : copy;
}

/** A copy of plain data with its texts redacted. */
function redactedPlain(value: unknown, redactor: Redactor): unknown {
  redactor.learn(value);
  return JSON.parse(JSON.stringify(value), (_, member: unknown) =>
    typeof member === 'string' ? redactor.text(member) : member,
  );
}
