import { fail } from '../fail.ts';
import { items } from '../values/iterate.ts';
import { Namespace } from '../values/namespace.ts';
import type { Value } from '../values/types.ts';
import type { Target } from '../syntax/ast.ts';
import type { Frame } from './frame.ts';
import { compileName } from './names.ts';
import { failAt, located } from './place.ts';
import type { Scope } from './scope.ts';

type Assign = (frame: Frame, value: Value) => void;

/** Stores a value in the target, taken apart where the target is several names. */
export function compileAssign(target: Target, scope: Scope): Assign {
  if (target.type === 'name') return assignName(scope.slotOf(target.name));
  if (target.type === 'member') return assignMember(target.object, target.name, target.at, scope);
  const parts = target.items.map(item => compileAssign(item, scope));
  return (frame, value) => {
    const values = unpacked(value, parts.length, frame, target.at);
    parts.forEach((assign, i) => assign(frame, values[i]!));
  };
}

function assignName(slot: number): Assign {
  return (frame, value) => {
    frame.slots[slot] = value;
  };
}

function assignMember(object: string, name: string, at: number, scope: Scope): Assign {
  const namespace = compileName(object, at, scope);
  return (frame, value) => {
    const holder = namespace(frame);
    if (holder instanceof Namespace) holder.members.set(name, value);
    else throw failAt(frame, at, 'runtime', 'only a namespace lets its attributes be set');
  };
}

function unpacked(value: Value, count: number, frame: Frame, at: number): readonly Value[] {
  try {
    const values = items(value);
    if (values.length < count) fail('value', `not enough values to unpack (expected ${count}, got ${values.length})`);
    return values.length === count ? values : fail('value', `too many values to unpack (expected ${count})`);
  } catch (error) {
    throw located(error, frame, at);
  }
}
