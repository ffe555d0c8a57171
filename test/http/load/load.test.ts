/** Orders over HTTP, ten lines of a crontab and readers at once on one database; and a listener killed under them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getProvisionWithEvents, listProvisions } from '../../../src/crm/provision-record.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import type { Database } from '../../../src/store/schema.ts';
import { openServedHome, startServing, type ServedHome } from './served-process.ts';

/** A minute: OMNICRM_LOAD_SECONDS=60. */
const SECONDS = Number(process.env['OMNICRM_LOAD_SECONDS'] ?? 3);
const CLIENTS = 3;

let home: ServedHome;
before(async () => {
  home = await openServedHome();
});
after(() => home.close());

const headers = (): Record<string, string> => ({
  authorization: `Bearer ${home.token}`,
  'content-type': 'application/json',
});

/** Orders and looks until then; gives the runs that were accepted. */
async function client(url: string, until: number, told: (status: number) => void): Promise<number[]> {
  const accepted: number[] = [];
  while (Date.now() < until) {
    const body = JSON.stringify({ product_id: 2, customer_id: 1 });
    const reply = await fetch(`${url}/crm/provision/`, { method: 'PUT', headers: headers(), body }).catch(
      () => undefined,
    );
    if (reply === undefined) return accepted;
    told(reply.status);
    const answer = (await reply.json().catch(() => ({}))) as { provision_id?: number };
    if (answer.provision_id !== undefined) accepted.push(answer.provision_id);
    const seen = await fetch(`${url}/crm/provision/?per_page=5`, { headers: headers() }).catch(() => undefined);
    if (seen !== undefined) told(seen.status);
  }
  return accepted;
}

/** What cron would start, one after the other and again. */
const crontab: readonly (readonly string[])[] = [
  ['status', '--json'],
  ['provision', 'simple-service', '--customer', '2', '--json'],
  ['customer', 'list', '--json'],
  ['service', 'list', '--json'],
  ['inventory', 'list', '--json'],
  ['transaction', 'add', 'customer_id=1', 'title=Load', 'retail_cost=1'],
  ['product', 'list', '--json'],
  ['prune', '--json'],
  ['notify', 'log', '--json'],
  ['status', '--failed', '--json'],
];

async function cron(until: number, outputs: string[]): Promise<void> {
  for (let at = 0; Date.now() < until || at < crontab.length; at++) {
    const { code, stdout, stderr } = await home.at.run(crontab[at % crontab.length] ?? []);
    outputs.push(code === 0 ? stderr : `${code} ${stdout} ${stderr}`);
  }
}

async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase(`${home.at.home}/omnicrm.db`, { keyFile: `${home.at.home}/seal.key` });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** Resolves when no run is open any more. */
async function allEnded(db: Database): Promise<void> {
  for (;;) {
    const { pagination } = await listProvisions(db, { filters: { provisioning_status: [1] } });
    if (pagination.total === 0) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

test('nothing is locked, no order and no event is lost', async () => {
  const serving = await startServing(home);
  const until = Date.now() + SECONDS * 1000;
  const [statuses, outputs]: [number[], string[]] = [[], []];
  const clients = Array.from({ length: CLIENTS }, () => client(serving.url, until, status => statuses.push(status)));
  await cron(until, outputs);
  const accepted = (await Promise.all(clients)).flat();
  await withDatabase(async db => {
    await allEnded(db);
    for (const id of accepted) {
      const { provisioning_status, provisioning_result_json: events } = await getProvisionWithEvents(db, id);
      assert.equal(provisioning_status, 0);
      assert.deepEqual(
        events.map(event => event.event_number),
        events.map((_, at) => at + 1),
      );
      assert.ok(events.every(event => event.provisioning_status !== 1));
    }
  });
  assert.ok(accepted.length >= CLIENTS);
  assert.deepEqual(new Set(statuses), new Set([200]));
  assert.doesNotMatch(serving.log() + outputs.join(), /locked|E_BUSY|SQLITE/);
  assert.deepEqual(
    outputs.filter(text => /^\d/.test(text)),
    [],
  );
  assert.equal(await serving.end('SIGTERM'), 143);
});

test('a listener killed under load loses no order that it accepted; the next one ends them', async () => {
  const serving = await startServing(home);
  const until = Date.now() + 60_000;
  const clients = Array.from({ length: CLIENTS }, () => client(serving.url, until, () => undefined));
  await new Promise(resolve => setTimeout(resolve, 700));
  assert.equal(await serving.end('SIGKILL'), null);
  const accepted = (await Promise.all(clients)).flat();
  assert.ok(accepted.length > 0);
  const next = await startServing(home);
  await withDatabase(async db => {
    await allEnded(db);
    for (const id of accepted) {
      const { provisioning_status, verdict } = await getProvisionWithEvents(db, id);
      assert.ok(provisioning_status === 0 || verdict === 'clean', `run ${id}: ${provisioning_status} ${verdict}`);
    }
  });
  assert.equal(await next.end('SIGTERM'), 143);
});

test('told to stop, it ends the runs that are under way', async () => {
  const serving = await startServing(home);
  const body = JSON.stringify({ product_id: 2, customer_id: 1 });
  const reply = await fetch(`${serving.url}/crm/provision/`, { method: 'PUT', headers: headers(), body });
  const { provision_id } = (await reply.json()) as { provision_id: number };
  assert.equal(await serving.end('SIGTERM'), 143);
  const run = await withDatabase(db => getProvisionWithEvents(db, provision_id));
  assert.equal(run.provisioning_status, 0);
});
