/** How filters, tests and globals are declared: their parameters, then a function of their values. */
import type { CallContext, Keywords, TemplateFilter, TemplateTest } from '../callable.ts';
import { TemplateError, type TemplateErrorKind } from '../errors.ts';
import { Range } from '../values/range.ts';
import type { Value } from '../values/types.ts';
import { binderOf, type Bound, type Parameter } from './bind.ts';

type Body<P extends readonly Parameter[], R> = (...values: [...Bound<P>, CallContext]) => R;
interface Options {
  readonly acceptsUndefined?: boolean;
}

/** A filter. What it throws becomes kind `filter`, but for undefined values and the kinds of plugins it calls itself. */
export function filterOf<const P extends readonly Parameter[]>(
  parameters: P,
  body: Body<P, Value>,
  options: Options = {},
): TemplateFilter {
  const call = bindingCall(parameters, body);
  return {
    ...options,
    run: (args, keywords, context) => {
      try {
        return spreadOut(call(args, keywords, context));
      } catch (error) {
        throw ofKind('filter', error);
      }
    },
  };
}

/** Ansible makes lists of the iterators that filters give, a range among them. */
function spreadOut(value: Value): Value {
  return value instanceof Range ? [...value.iterate()] : value;
}

/** A test. What it throws becomes kind `test`, with the same exceptions. */
export function testOf<const P extends readonly Parameter[]>(
  parameters: P,
  body: Body<P, boolean>,
  options: Options = {},
): TemplateTest {
  const call = bindingCall(parameters, body);
  const run: TemplateTest['run'] = (args, keywords, context) => {
    try {
      return call(args, keywords, context);
    } catch (error) {
      throw ofKind('test', error);
    }
  };
  return { ...options, run };
}

/** A global function; its errors keep their kind. */
export function globalOf<const P extends readonly Parameter[]>(
  parameters: P,
  body: Body<P, Value>,
): { run: TemplateFilter['run'] } {
  return { run: bindingCall(parameters, body) };
}

function bindingCall<P extends readonly Parameter[], R>(parameters: P, body: Body<P, R>) {
  const bound = binderOf(parameters);
  return (args: readonly Value[], keywords: Keywords, context: CallContext): R =>
    body(...bound(args, keywords), context);
}

/** Kinds that tell who failed and are not replaced by the kind of an outer plugin. */
const LASTING: ReadonlySet<TemplateErrorKind> = new Set([
  'filter',
  'test',
  'lookup',
  'nolookup',
  'undefined',
  'unsupported',
  'untrusted',
  'omitted',
  'recursion',
]);

/** Runs `work` and gives every error of its own making the kind of the plugin that ran it. */
export function asKind<R>(kind: TemplateErrorKind, work: () => R): R {
  try {
    return work();
  } catch (error) {
    throw ofKind(kind, error);
  }
}

function ofKind(kind: TemplateErrorKind, error: unknown): unknown {
  if (!(error instanceof TemplateError) || LASTING.has(error.kind)) return error;
  return new TemplateError(kind, error.message, { where: error.where, hint: error.hint, cause: error });
}
