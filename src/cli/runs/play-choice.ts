import { OmnicrmError } from '../../errors.ts';
import { isPlayChoice, type PlayChoice } from '../../provisioning/recovery/play-of-run.ts';

/** The value of `--play`. Throws E_USAGE. */
export function playChoice(word: string): PlayChoice {
  if (isPlayChoice(word)) return word;
  throw new OmnicrmError('E_USAGE', `--play takes same or fixed, not '${word}'`);
}
