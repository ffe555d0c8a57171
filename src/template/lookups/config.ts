import { requireText } from '../arguments/require.ts';
import type { CallContext, Keywords, TemplateLookup } from '../callable.ts';
import { fail } from '../fail.ts';
import type { Value } from '../values/types.ts';

export const configLookups: Readonly<Record<string, TemplateLookup>> = {
  /** Settings of Ansible itself. There is no ansible.cfg here, so none is known: `on_missing` says what becomes of that. */
  config: { run: (terms, options, context) => terms.flatMap(term => missing(requireText(term), options, context)) },
};

function missing(name: string, options: Keywords, context: CallContext): Value[] {
  const reaction = options.get('on_missing') ?? 'error';
  if (reaction === 'warn') context.warn(`there is no setting '${name}'`);
  return reaction === 'skip' || reaction === 'warn' ? [] : fail('lookup', `there is no setting '${name}'`);
}
