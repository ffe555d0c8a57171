/** cycler and joiner: small objects that remember where they are. */
import { globalOf } from '../arguments/define.ts';
import type { TemplateGlobal } from '../callable.ts';
import { fail } from '../fail.ts';
import { PyObject, type Value } from '../values/types.ts';
import { NativeFunction } from './native-function.ts';

export const cyclingGlobals: Readonly<Record<string, TemplateGlobal>> = {
  cycler: globalOf(['*items'], values => new Cycler(values)),
  joiner: globalOf([['sep', ', ']], separator => joiner(separator)),
};

/** Gives its values in turn, from the front again after the last. */
class Cycler extends PyObject {
  readonly typeName = 'Cycler';
  readonly values: readonly Value[];
  position = 0;

  constructor(values: readonly Value[]) {
    super();
    if (values.length === 0) fail('runtime', 'a cycler needs at least one value');
    this.values = values;
  }
  text(): string {
    return '<Cycler>';
  }
  override attribute(name: string): Value | undefined {
    return cyclerMembers[name]?.(this);
  }
}

const cyclerMembers: Readonly<Record<string, (cycler: Cycler) => Value>> = {
  current: cycler => cycler.values[cycler.position]!,
  items: cycler => [...cycler.values],
  pos: cycler => cycler.position,
  next: cycler => new NativeFunction('next', () => advance(cycler)),
  reset: cycler => new NativeFunction('reset', () => reset(cycler)),
};

function advance(cycler: Cycler): Value {
  const value = cycler.values[cycler.position]!;
  cycler.position = (cycler.position + 1) % cycler.values.length;
  return value;
}

function reset(cycler: Cycler): Value {
  cycler.position = 0;
  return null;
}

/** Empty text at its first call, the separator ever after. */
function joiner(separator: Value): Value {
  let used = false;
  return new NativeFunction('joiner', () => {
    const text = used ? separator : '';
    used = true;
    return text;
  });
}
