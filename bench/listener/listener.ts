/** The listener against a bare Fastify and a bare node:http route that do the same reading, asked over TCP in one run. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { startLab } from '../../src/lab/lab.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import { loadDemo } from '../../src/crm/load-demo.ts';
import { fillDatabase } from './fill-database.ts';
import { listTimes } from './list-times.ts';

const SECONDS = 4;
const CONNECTIONS = 10;
const RUNS = 10_000;

interface Servers {
  readonly omnicrm: string;
  readonly fastify: string;
  readonly http: string;
  readonly token: string;
  readonly key: string;
}

/** `npm run bench listener`; with OMNICRM_BENCH_RUNS=1000000 the lists are timed there too. */
export async function listener(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'omnicrm-bench-'));
  const lab = await startLab({ hss: 1 });
  await makeHome(home, lab.settings());
  const child = fork(fileURLToPath(new URL('servers.js', import.meta.url)), [home]);
  try {
    const [servers] = (await once(child, 'message')) as [Servers];
    await readings(servers);
    await orders(servers);
  } finally {
    child.kill();
    await lab.close();
    rmSync(home, { recursive: true });
  }
  for (const runs of new Set([RUNS, Number(process.env['OMNICRM_BENCH_RUNS'] ?? RUNS)])) await lists(runs);
}

async function makeHome(home: string, settings: object): Promise<void> {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'crm_config.yaml'), JSON.stringify(settings));
  const file = join(home, 'omnicrm.db');
  const db = await openDatabase(file, { keyFile: join(home, 'seal.key') });
  await loadDemo(db);
  await db.destroy();
  const sqlite = openSqlite(file);
  fillDatabase(sqlite, RUNS);
  sqlite.close();
}

async function readings({ omnicrm, fastify, http, token, key }: Servers): Promise<void> {
  const paths = ['/crm/provision/provision_id/5000', '/crm/provision/?page=1&per_page=20&sort=provision_id&order=desc'];
  for (const path of paths) {
    console.log(`\nGET ${path}`);
    const ours = await fire('omnicrm', omnicrm + path, { headers: { authorization: `Bearer ${token}` } });
    await fire('… by API key', omnicrm + path, { headers: { 'x-api-key': key } });
    const bare = await fire('bare Fastify', fastify + path, {});
    await fire('bare node:http', http + path, {});
    console.log(
      `${'of bare Fastify'.padEnd(16)}${((100 * ours) / bare).toFixed(0).padStart(8)} %   (aim: at least 60 %)`,
    );
  }
}

async function orders({ omnicrm, token }: Servers): Promise<void> {
  console.log('\nPUT /crm/provision/ (accepted; their runs go on beside)');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ product_id: 2, customer_id: 1 });
  await fire('omnicrm', `${omnicrm}/crm/provision/`, { method: 'PUT', headers, body });
}

type Options = Partial<Pick<autocannon.Options, 'method' | 'headers' | 'body'>>;

/** Answers a second with status 200, after a moment that is not counted. */
async function fire(name: string, url: string, options: Options): Promise<number> {
  await autocannon({ url, connections: CONNECTIONS, duration: 1, ...options });
  const result = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS, ...options });
  const { latency, non2xx, errors } = result;
  const rate = result['2xx'] / result.duration;
  const wrong = non2xx + errors === 0 ? '' : `   ${non2xx + errors} not accepted`;
  console.log(
    `${name.padEnd(16)}${rate.toFixed(0).padStart(8)} /s   p50 ${latency.p50} ms   p99 ${latency.p99} ms${wrong}`,
  );
  return rate;
}

async function lists(runs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-bench-'));
  const file = join(folder, 'omnicrm.db');
  const db = await openDatabase(file);
  await loadDemo(db);
  const sqlite = openSqlite(file);
  fillDatabase(sqlite, runs);
  sqlite.close();
  console.log(`\nlists with ${runs} runs and ${runs * 10} events: asked first, and again`);
  for (const { name, firstMs, againMs } of await listTimes(db, runs)) {
    console.log(`${name.padEnd(36)}${firstMs.toFixed(1).padStart(9)} ms${againMs.toFixed(2).padStart(9)} ms`);
  }
  await db.destroy();
  rmSync(folder, { recursive: true });
}
