import { createReadStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { ActionContext } from '../action.ts';
import { parseUnits } from '../ledger/units.ts';

/** A fee that Stargazer took. */
export interface LoggedFee {
  readonly login: string;
  /** YYYY-MM-DD */
  readonly day: string;
  readonly time: string;
  readonly beforeMinor: number;
  readonly afterMinor: number;
}

/**
 * The fees in the log that the option STG_LOG_PATH names (relative to the home), from lines with `mask` in them: month, day, or
 * nothing for all. A log that is not there holds none.
 */
export async function* readFeeLog({ config, options }: ActionContext, mask: string): AsyncGenerator<LoggedFee> {
  const path = resolve(config.home, options.text('STG_LOG_PATH') ?? '/var/log/stargazer.log');
  if (!existsSync(path)) return;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const fee = line.includes('fee charge') && line.includes(mask) ? readFee(line) : undefined;
    if (fee !== undefined) yield fee;
  }
}

/** Words at their places: 0 day, 1 time, 7 the login, 12 the balance before, 14 after; each in quotes with a mark behind. */
function readFee(line: string): LoggedFee | undefined {
  const words = line.split(' ');
  const bare = (place: number): string => (words[place] ?? '').replaceAll(/^['"]|['":.,]+$/g, '');
  const [day, time, login] = [bare(0), bare(1), bare(7)];
  const [beforeMinor, afterMinor] = [amount(bare(12)), amount(bare(14))];
  if (login === '' || beforeMinor === undefined || afterMinor === undefined) return undefined;
  return { login, day, time, beforeMinor, afterMinor };
}

/** Stargazer writes floats with as many digits as they take. */
function amount(text: string): number | undefined {
  return parseUnits(text.replace(/(\.\d{9})\d+$/, '$1'));
}
