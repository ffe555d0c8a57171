import type { Caller } from './find-caller.ts';

/** The digit that dial plans ask for: 0 nobody known, 1 has access, 2 in debt, 3 paused or switched off. */
export function accessState(caller: Caller | undefined): 0 | 1 | 2 | 3 {
  if (caller === undefined) return 0;
  if (caller.frozen === 1 || caller.down === 1 || caller.always_online === 0) return 3;
  return caller.balance_minor >= -caller.credit_minor ? 1 : 2;
}
