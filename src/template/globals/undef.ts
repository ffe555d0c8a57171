import { globalOf } from '../arguments/define.ts';
import type { TemplateGlobal } from '../callable.ts';
import { TemplateError } from '../errors.ts';
import { str } from '../values/text.ts';
import { Undefined, type Value } from '../values/types.ts';

export const undefinedGlobals: Readonly<Record<string, TemplateGlobal>> = {
  /** An undefined value on purpose, with a hint for whoever has to define it (Ansible). */
  undef: globalOf([['hint', null]], hint => undef(hint)),
};

function undef(hint: Value): Value {
  const message = hint === null ? 'the variable was left undefined on purpose' : str(hint);
  return new Undefined('undef()', () => new TemplateError('undefined', message));
}
