import { OmnicrmError } from '../errors.ts';
import type { Value } from '../template/index.ts';

/** `actions.overlap`: what a second run does, by the name of the action. Throws E_CONFIG. */
export function overlapsOf(value: Value | undefined): ReadonlyMap<string, 'skip' | 'wait' | 'fail'> {
  const ways = ['skip', 'wait', 'fail'] as const;
  const pairs = value instanceof Map ? [...value] : [];
  return new Map(
    pairs.map(([key, way]) => {
      const action = typeof key === 'string' ? key : '';
      const known = ways.find(name => name === way);
      if (known !== undefined) return [action, known];
      throw new OmnicrmError('E_CONFIG', `actions.overlap.${action} must be skip, wait or fail`);
    }),
  );
}
