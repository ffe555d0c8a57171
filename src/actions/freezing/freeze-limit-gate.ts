import type { Options } from '../options/options.ts';

/** The limit must be there; 0 is a limit. */
export function freezeLimitGate(options: Options): string | undefined {
  return options.text('AUTOFREEZE_CASH_LIMIT') === undefined ? 'ERROR:NO_AUTOFREEZE_CASH_LIMIT' : undefined;
}
