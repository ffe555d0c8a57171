/** lookup, query and q: what lets an expression call a lookup by name (Ansible). */
import { asKind } from '../arguments/define.ts';
import type { CallContext, Keywords, TemplateGlobal, TemplateLookup } from '../callable.ts';
import { didYouMean } from '../../errors.ts';
import { TemplateError } from '../errors.ts';
import { fail } from '../fail.ts';
import { lookups } from '../lookups/index.ts';
import { truth } from '../values/truth.ts';
import { typeName } from '../values/type-name.ts';
import { Undefined, type Value } from '../values/types.ts';

const query: TemplateGlobal = {
  run: ([name, ...terms], options, context) =>
    invokeLookup(name, terms, new Map([...options, ['wantlist', true]]), context),
};

export const lookupGlobals: Readonly<Record<string, TemplateGlobal>> = {
  lookup: { run: ([name, ...terms], options, context) => invokeLookup(name, terms, options, context) },
  query,
  q: query,
};

/**
 * Runs a lookup. Without `wantlist` a single result comes alone, several texts come joined by commas. An undefined term or
 * result travels on; other errors have kind `lookup`, unless `errors` is `ignore` or `warn`: then nothing is the result.
 */
function invokeLookup(name: Value | undefined, terms: readonly Value[], given: Keywords, context: CallContext): Value {
  if (name instanceof Undefined) return name;
  const lookup = lookupNamed(name, context);
  const missing = [...terms, ...given.values()].find(value => value instanceof Undefined && !value.silent);
  if (missing !== undefined && !lookup.acceptsUndefined) return missing;
  const { options, wantList, errors } = separate(given);
  try {
    const results = asKind('lookup', () => lookup.run(terms, options, context));
    return wantList ? [...results] : joined(results);
  } catch (error) {
    return recovered(error, errors, wantList, context);
  }
}

function lookupNamed(name: Value | undefined, context: CallContext): TemplateLookup {
  if (name === undefined) fail('type', 'the name of the lookup is missing');
  if (typeof name !== 'string') fail('lookup', `the name of a lookup is a text, not a ${typeName(name)}`);
  const lookup = context.lookup(name);
  if (lookup !== undefined) return lookup;
  const near = didYouMean(name, lookups.keys());
  const hint = near === undefined ? undefined : `did you mean '${near}'?`;
  throw new TemplateError('nolookup', `there is no lookup '${name}'`, { hint });
}

function separate(given: Keywords): { options: Keywords; wantList: boolean; errors: Value } {
  const options = new Map(given);
  const wantList = truth(options.get('wantlist') ?? false);
  const errors = options.get('errors') ?? 'strict';
  options.delete('wantlist');
  options.delete('errors');
  return { options, wantList, errors };
}

function joined(results: readonly Value[]): Value {
  if (results.length === 1) return results[0]!;
  return results.length > 0 && results.every(item => typeof item === 'string') ? results.join(',') : [...results];
}

function recovered(error: unknown, errors: Value, wantList: boolean, context: CallContext): Value {
  if (!(error instanceof TemplateError)) throw error;
  if (error.kind === 'undefined') return new Undefined(error.message, () => error);
  if (errors !== 'ignore' && errors !== 'warn') throw error;
  if (errors === 'warn') context.warn(error.message);
  return wantList ? [] : null;
}
