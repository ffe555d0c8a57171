/** Carries out lines of the crontab as its parent tells them, and says how each ended. */
import { dispatch } from '../../../src/actions/dispatch.ts';
import { readOptions } from '../../../src/actions/options/options.ts';
import type { ActionFloor } from '../../../src/actions/request.ts';
import { loadConfig } from '../../../src/config.ts';
import { openDatabase } from '../../../src/store/open-database.ts';

/** A due time of a line. */
export interface Firing {
  readonly words: string;
  /** ISO; also the clock. */
  at: string;
  readonly day: string;
  /** At once on two connections. */
  readonly twice: boolean;
}

export interface FiringEnd {
  readonly outcomes: readonly { readonly outcome: string; readonly text: string; readonly reason?: string }[];
}

const home = process.argv[2] ?? '';
const config = await loadConfig({ env: { OMNICRM_HOME: home }, cwd: '/' });
const options = readOptions(config);
const floors: readonly Omit<ActionFloor, 'clock'>[] = [
  { config, options, db: await openDatabase(config.databasePath, { keyFile: config.sealKeyFile }) },
  { config, options, db: await openDatabase(config.databasePath, { keyFile: config.sealKeyFile }) },
];

process.on('message', (firing: Firing) => void carryOut(firing));
process.send?.('ready');

async function carryOut({ words, at, day, twice }: Firing): Promise<void> {
  const { action: name = '', ...params } = Object.fromEntries(new URLSearchParams(`action=${words}`));
  const used = twice ? floors : floors.slice(0, 1);
  const replies = await Promise.all(
    used.map((floor, index) =>
      dispatch(
        { ...floor, clock: () => new Date(Date.parse(at) + index * 1000) },
        { name, params, door: 'cron', asOf: day, waitSeconds: 30 },
      ),
    ),
  );
  const outcomes = replies.map(({ outcome, text, reason = '' }) => ({ outcome, text, reason }));
  process.send?.({ outcomes } satisfies FiringEnd);
}
