import type { Value } from '../values/types.ts';
import type { Evaluate, Frame } from './frame.ts';
import { undefinedVariable } from './place.ts';
import type { Place, Scope } from './scope.ts';

/** A name: the innermost variable of the template that is set, else the variable of the scope, else a global. */
export function compileName(name: string, at: number, scope: Scope): Evaluate {
  const places = scope.find(name);
  if (places.length === 0) return frame => fromScope(frame, name, at);
  const [first, ...others] = places;
  if (others.length === 0 && first!.hops === 0) return inThisFrame(first!.slot, name, at);
  return frame => {
    const value = fromPlaces(frame, places);
    return value === undefined ? fromScope(frame, name, at) : value;
  };
}

function inThisFrame(slot: number, name: string, at: number): Evaluate {
  return frame => {
    const value = frame.slots[slot];
    return value === undefined ? fromScope(frame, name, at) : value;
  };
}

/** The first of the places that holds a value. */
export function fromPlaces(frame: Frame, places: readonly Place[]): Value | undefined {
  for (const { hops, slot } of places) {
    let holder = frame;
    for (let n = hops; n > 0; n--) holder = holder.parent!;
    const value = holder.slots[slot];
    if (value !== undefined) return value;
  }
  return undefined;
}

function fromScope(frame: Frame, name: string, at: number): Value {
  const value = frame.render.variable(name);
  return value === undefined ? undefinedVariable(frame, at, name) : value;
}
