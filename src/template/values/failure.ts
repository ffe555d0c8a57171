import { TemplateError } from '../errors.ts';
import { Undefined } from './types.ts';

/** An error that travels like an undefined value until something uses it; `default` and `is defined` pass it on. */
export class Failure extends Undefined {
  constructor(name: string, error: TemplateError) {
    super(name, () => error);
    travelling.add(error);
  }
}

/** Errors that already travel: a filter that trips over one passes on that very error. */
const travelling = new WeakSet<TemplateError>();

/**
 * Turns what a filter, test or call threw into a value that travels (Ansible defers such errors). What is no error of a template
 * is thrown on.
 */
export function captured(thrown: unknown): Undefined {
  if (!(thrown instanceof TemplateError)) throw thrown;
  const error = original(thrown);
  if (error.kind !== 'undefined') return new Failure(nameOf(error), error);
  return new Undefined(nameOf(error), () => error);
}

function original(error: TemplateError): TemplateError {
  return error.cause instanceof TemplateError && travelling.has(error.cause) ? error.cause : error;
}

function nameOf(error: TemplateError): string {
  const name = error.details?.['name'];
  return typeof name === 'string' ? name : '';
}
