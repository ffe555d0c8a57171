/** One month lived in peace and one with disturbances: whoever was charged must have been charged the same. */
import { type LedgerFault, verifyLedger } from '../../../src/store/ledger/verify-ledger.ts';
import type { Database } from '../../../src/store/schema.ts';
import { startSwitches } from '../../../src/lab/switch/switches.ts';
import { startThirdParties } from '../../../src/lab/thirdparty/start-third-parties.ts';
import { dueLines } from './firings.ts';
import { liveMonth, type LivedMonth } from './live-month.ts';
import { makeMonthHome, switches } from './month-home.ts';

export interface MonthOptions {
  readonly subscribers: number;
  readonly from: string;
  readonly days: number;
  /** Of each line at most so many firings a day. */
  readonly mostPerDay: number;
  readonly random: () => number;
}

export interface MonthReport {
  readonly lived: LivedMonth;
  readonly faults: readonly LedgerFault[];
  /** Logins whose balances differ from those of the month in peace. */
  readonly different: readonly string[];
  readonly charges: number;
  /** Messages that did not go out. */
  readonly unsent: number;
}

export async function compareMonths(options: MonthOptions): Promise<MonthReport> {
  const thirdParties = await startThirdParties();
  const network = await startSwitches(switches);
  const around = { thirdParties: thirdParties.url, snmpPort: network.port };
  const { subscribers, from, days, mostPerDay, random } = options;
  const lines = await dueLines(from, days, mostPerDay);
  const [calm, wild] = [
    await makeMonthHome(subscribers, from, days, around),
    await makeMonthHome(subscribers, from, days, around),
  ];
  try {
    const quiet = await liveMonth(calm.home, lines, { twice: 0, killed: 0, random });
    const lived = await liveMonth(wild.home, lines, { twice: 0.2, killed: 0.1, random });
    const [wanted, got] = [await balances(calm.db), await balances(wild.db)];
    const different = [...wanted].flatMap(([login, balance]) => (got.get(login) === balance ? [] : [login]));
    const { faults } = await verifyLedger(wild.db);
    return {
      lived: { ...lived, failed: [...quiet.failed, ...lived.failed] },
      faults,
      different,
      charges: await charges(wild.db),
      unsent: await unsent(wild.db),
    };
  } finally {
    await Promise.all([calm.close(), wild.close(), thirdParties.close(), network.close()]);
  }
}

async function balances(db: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom('subscriber').select(['login', 'balance_minor']).orderBy('login').execute();
  return new Map(rows.map(row => [row.login, row.balance_minor]));
}

async function charges(db: Database): Promise<number> {
  const { rows } = await db
    .selectFrom('ledger')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .where('run_id', 'is not', null)
    .executeTakeFirstOrThrow();
  return rows;
}

async function unsent(db: Database): Promise<number> {
  const { rows } = await db
    .selectFrom('message')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .where('state', '<>', 'sent')
    .executeTakeFirstOrThrow();
  return rows;
}
