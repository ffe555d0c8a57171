import BetterSqlite3 from 'better-sqlite3';
import { join } from 'node:path';
import { dispatch } from '../src/actions/dispatch.ts';
import { optionsFrom } from '../src/actions/options/options.ts';
import { loadConfig } from '../src/config.ts';
import { type Bed, makeBed } from './actions-bed.ts';
import { type Cost, costOfWork, medianCost, printCost } from './measure.ts';

const ROUNDS = 3;
const SUBSCRIBERS = 100_000;
const PRICE = 300;

/** `vserviceschargefee` over 100 000 subscribers against a loop of better-sqlite3 that writes the same rows, each in a fresh home. */
export async function feeAgainstSqlite(): Promise<void> {
  const costs: [Cost[], Cost[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [side, work] of [charge, chargeBare].entries()) {
      const bed = await makeBed();
      try {
        fill(bed);
        costs[side]?.push(await costOfWork(() => work(bed)));
      } finally {
        await bed.close();
      }
    }
  }
  const [ours, floor] = [medianCost(costs[0]), medianCost(costs[1])];
  printCost(`vserviceschargefee, ${SUBSCRIBERS} subscribers`, ours);
  printCost('better-sqlite3 alone, the same rows', floor);
  const rate = (cost: Cost): number => Math.round(SUBSCRIBERS / (cost.wallMs / 1000));
  const share = (rate(ours) / rate(floor)).toFixed(2);
  console.log(`${rate(ours)} against ${rate(floor)} charges a second: ${share} of its rate   (aim: ≥ 0.5)`);
}

async function charge({ db, home }: Bed): Promise<void> {
  const config = await loadConfig({ env: { OMNICRM_HOME: home }, cwd: '/' });
  const options = optionsFrom({ VSERVICES_AS_PAYMENTS: '1' });
  const reply = await dispatch({ db, config, options }, { name: 'vserviceschargefee', params: {}, door: 'cli' });
  if (reply.counts['charged'] !== SUBSCRIBERS) throw new Error(`charged ${reply.counts['charged']}: ${reply.reason}`);
}

/** The ledger rows, and the balances that the ledger's trigger moves, in transactions of the same size. */
async function chargeBare({ home }: Bed): Promise<void> {
  const sqlite = new BetterSqlite3(join(home, 'omnicrm.db'));
  sqlite.pragma('synchronous = FULL');
  const read = sqlite.prepare<[number], { subscriber_id: number; balance_minor: number }>(
    'select subscriber_id, balance_minor from subscriber where subscriber_id > ? order by subscriber_id limit 5000',
  );
  const insert = sqlite.prepare(
    `insert into ledger (account, owner_id, business_date, created, kind, amount_minor, before_minor, after_minor,
      cash_type_id, actor, note, action, subject, period, run_id)
    values ('main', ?, '2026-11-22', '2026-11-22T00:00:00.000Z', 'payment', ?, ?, ?, 1, 'cli', 'Service:1',
      'vserviceschargefee', 'service 1', '2026-11', 1)`,
  );
  const chunk = sqlite.transaction((rows: ReturnType<typeof read.all>) => {
    for (const { subscriber_id, balance_minor } of rows)
      insert.run(subscriber_id, -PRICE, balance_minor, balance_minor - PRICE);
  });
  for (let rows = read.all(0); rows.length > 0; rows = read.all(rows.at(-1)?.subscriber_id ?? Infinity)) chunk(rows);
  sqlite.close();
}

function fill({ home }: Bed): void {
  const sqlite = new BetterSqlite3(join(home, 'omnicrm.db'));
  sqlite.exec(`
    insert into tag (tag_id, tag_name) values (1, 'static address');
    insert into virtual_service (virtual_service_id, tag_id, price_minor, account, charge_always) values (1, 1, ${PRICE}, 'main', 1);
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${SUBSCRIBERS})
      insert into subscriber (login, created) select 'user' || i, '2026-01-01' from n;
    insert into subscriber_tag (subscriber_id, tag_id) select subscriber_id, 1 from subscriber;
  `);
  sqlite.close();
}
