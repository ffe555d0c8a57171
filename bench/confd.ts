/** The phone system's API: lists and searches over 100,000 users against bare Fastify on the same rows, and a whole user. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import fastify from 'fastify';
import { sendRequest } from '../src/engine/network/send-request.ts';
import { networkDispatchers } from '../src/engine/network/network-dispatchers.ts';
import { buildServer } from '../src/http/build-server.ts';
import { createTokens } from '../src/http/tokens.ts';
import { packageRoot } from '../src/package-root.ts';
import { openDatabase } from '../src/store/open-database.ts';
import { openWorld, type World } from '../test/provisioning/world.ts';
import { costOfCommand, costOfWork, inTurn, printCost, printRatio } from './measure.ts';

const USERS = 100_000;
const ROUNDS = 5;
const REQUESTS = 100;
const LOGIN = { username: 'bench', password: 'bench' };

/** Prints our time and the floor's for a page and for a search, and the time of one whole phone user. */
export async function confdAgainstFastify(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-bench-'));
  const path = join(folder, 'omnicrm.db');
  const db = await openDatabase(path);
  fillUsers(path);
  const tokens = createTokens({ secret: 'a secret of at least thirty-two characters' });
  const ours = await buildServer({
    db,
    tokens,
    confd: { users: new Map([[LOGIN.username, LOGIN.password]]), challenge: 'qop' },
  });
  const floor = bareServer(path);
  const network = networkDispatchers();
  try {
    const [here, there] = [
      await ours.listen({ host: '127.0.0.1', port: 0 }),
      await floor.listen({ host: '127.0.0.1', port: 0 }),
    ];
    for (const query of ['limit=100&skip=50000', 'search=sanderson77&limit=100']) {
      const many = (origin: string) => () =>
        costOfWork(async () => {
          for (let sent = 0; sent < REQUESTS; sent++) await get(network, `${origin}/1.1/users?${query}`);
        });
      const [subject, peer] = await inTurn(ROUNDS, many(here), many(there));
      printCost(`/1.1/users?${query}`, subject, REQUESTS);
      printCost('bare Fastify and SQLite', peer, REQUESTS);
      printRatio('bare ÷ ours', subject, peer, '0.7×');
    }
  } finally {
    await network.close();
    await Promise.all([ours.close(), floor.close()]);
    await db.destroy();
    rmSync(folder, { recursive: true });
  }
  await wholeUser();
}

/** As many rows as a large office has, in one transaction. */
function fillUsers(path: string): void {
  const sqlite = new BetterSqlite3(path);
  const insert = sqlite.prepare('insert into pbx_user (firstname, lastname, caller_id, searched) values (?, ?, ?, ?)');
  sqlite.transaction(() => {
    for (let n = 0; n < USERS; n++) {
      const lastname = `Sanderson${createHash('md5').update(String(n)).digest('hex').slice(0, 6)}`;
      insert.run('Fodé', lastname, `"Fodé ${lastname}"`, `fodé ${lastname} "fodé ${lastname}"`.toLowerCase());
    }
  })();
  sqlite.close();
}

/** The same rows, the same two statements, no login, no links. */
function bareServer(path: string) {
  const sqlite = new BetterSqlite3(path, { readonly: true });
  const where = "where (? = '' or instr(searched, ?) > 0)";
  const count = sqlite.prepare(`select count(*) as total from pbx_user ${where}`);
  const page = sqlite.prepare(
    `select * from pbx_user ${where} order by lastname collate nocase, pbx_user_id limit ? offset ?`,
  );
  const server = fastify();
  server.get('/1.1/users', request => {
    const { search = '', limit = -1, skip = 0 } = request.query as Record<string, string>;
    return { items: page.all(search, search, Number(limit), Number(skip)), ...(count.get(search, search) as object) };
  });
  server.addHook('onClose', async () => void sqlite.close());
  return server;
}

async function get(network: ReturnType<typeof networkDispatchers>, url: string): Promise<void> {
  const none = { headers: new Map<string, string>(), body: null, timeoutMs: 10_000, unredirected: new Set<string>() };
  const request = { method: 'GET', url: new URL(url), redirects: 'none' as const, decompress: false, ...none };
  const { signal } = new AbortController();
  const answer = await sendRequest(
    { ...request, credentials: { ...LOGIN, force: false } },
    { dispatcherFor: (origin, tls) => network.dispatcherFor(origin, tls), signal },
  );
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
}

/** The nine steps by the shipped play at the lab's phone system, and by ansible-playbook where `ANSIBLE_PLAYBOOK` names one. */
async function wholeUser(): Promise<void> {
  const world = await openWorld();
  try {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const begun = performance.now();
      const { status, serviceId, failure } = await world.app.placeOrder({
        product: 'pbx-user',
        customer: 1,
        pick: true,
      });
      times.push(performance.now() - begun);
      if (status !== 0) throw new Error(failure?.message);
      await world.app.deprovision({ service: serviceId ?? 0 });
    }
    console.log(
      `play_pbx_user by omnicrm: ${times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)]?.toFixed(0)} ms, median of ${ROUNDS}`,
    );
    await byAnsible(world);
  } finally {
    await world.close();
  }
}

async function byAnsible({ app, lab, home }: World): Promise<void> {
  const ansible = process.env['ANSIBLE_PLAYBOOK'];
  if (ansible === undefined) return;
  const rows = await app.db.selectFrom('inventory').select(['inventory_id', 'inventory_type']).execute();
  const first = (type: string) => rows.find(row => row.inventory_type === type)?.inventory_id;
  const product = await app.db
    .selectFrom('product')
    .select('product_id')
    .where('product_slug', '=', 'pbx-user')
    .executeTakeFirst();
  const vars = {
    access_token: await app.tokens.issueToken({ userId: 1 }),
    crm_config: { ...lab.settings(), crm: { base_url: await app.listen({ port: 0 }) } },
    product_id: product?.product_id,
    customer_id: 1,
    'SIP Extension': first('SIP Extension'),
    DID: first('DID'),
  };
  const file = join(home, 'vars.json');
  writeFileSync(file, JSON.stringify(vars));
  const play = join(packageRoot(), 'plays/play_pbx_user.yaml');
  printCost('play_pbx_user by ansible-playbook', await costOfCommand([ansible, '-e', `@${file}`, play]));
}
