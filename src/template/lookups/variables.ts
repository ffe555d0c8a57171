/** Lookups of variables: vars, varnames, env, inventory_hostnames. */
import type { CallContext, Keywords, TemplateLookup } from '../callable.ts';
import { requireText } from '../arguments/require.ts';
import { TemplateError } from '../errors.ts';
import { fail } from '../fail.ts';
import { searchRegex, translateRegex } from '../formats/python-regex.ts';
import { split } from '../values/methods/str-split.ts';
import { typeName } from '../values/type-name.ts';
import { Undefined, type Value } from '../values/types.ts';
import { hostsMatching } from './host-patterns.ts';

export const variableLookups: Readonly<Record<string, TemplateLookup>> = {
  vars: { run: (terms, options, context) => terms.map(term => variable(term, options, context)) },
  varnames: { run: (terms, _options, context) => terms.flatMap(term => namesMatching(term, context)) },
  env: {
    acceptsUndefined: true,
    run: (terms, options, context) => terms.map(term => environment(term, options, context)),
  },
  inventory_hostnames: { run: (terms, _options, context) => hostsMatching(terms.map(requireText), groupsOf(context)) },
};

/** A default of None is none. */
function variable(term: Value, options: Keywords, context: CallContext): Value {
  if (typeof term !== 'string') return fail('type', `the name of a variable is a text, not a ${typeName(term)}`);
  return context.variable(term) ?? options.get('default') ?? notDefined(term, `there is no variable named '${term}'`);
}

function namesMatching(term: Value, context: CallContext): string[] {
  const regex = translateRegex(requireText(term));
  return context.variableNames().filter(name => searchRegex(regex, name) !== undefined);
}

/** Without a default, the environment gives empty text for a variable that is not set. */
function environment(term: Value, options: Keywords, context: CallContext): Value {
  const [name = ''] = split(requireText(term), [], false);
  const fallback = options.get('default') ?? '';
  if (fallback instanceof Undefined)
    return context.environment[name] ?? notDefined(name, `'${name}' is not in the environment`);
  return context.environment[name] ?? fallback;
}

function groupsOf(context: CallContext): Value {
  return context.variable('groups') ?? fail('key', 'there are no groups here');
}

function notDefined(name: string, message: string): Undefined {
  return new Undefined(name, () => new TemplateError('undefined', message, { details: { name } }));
}
