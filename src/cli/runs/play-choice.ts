import { OmnicrmError } from '../../errors.ts';
import type { PlayChoice } from '../../provisioning/recovery/play-of-run.ts';

/** The value of `--play`. Throws E_USAGE. */
export function playChoice(word: string): PlayChoice {
  if (word === 'same' || word === 'fixed') return word;
  throw new OmnicrmError('E_USAGE', `--play takes same or fixed, not '${word}'`);
}
