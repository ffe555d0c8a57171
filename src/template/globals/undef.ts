import { globalOf } from '../arguments/define.ts';
import type { TemplateGlobal } from '../callable.ts';
import { TemplateError } from '../errors.ts';
import { fail } from '../fail.ts';
import { str } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import { typeName } from '../values/type-name.ts';
import { Undefined, type Value } from '../values/types.ts';

export const undefinedGlobals: Readonly<Record<string, TemplateGlobal>> = {
  /** An undefined value on purpose, with a hint for whoever has to define it (Ansible). */
  undef: globalOf([['hint', null]], hint => undef(hint)),
};

function undef(hint: Value): Value {
  if (hint !== null && typeof hint !== 'string') fail('type', `the hint is a text, not a ${typeName(hint)}`);
  const message = truth(hint) ? str(hint) : 'a mandatory variable was left undefined on purpose';
  return new Undefined('undef()', () => new TemplateError('undefined', message));
}
