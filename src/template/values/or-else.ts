/** `value`, or what `otherwise` gives when there is none. Unlike `??`, null (None) is a value. */
export function orElse<T, U>(value: T | undefined, otherwise: () => U): T | U {
  return value === undefined ? otherwise() : value;
}
