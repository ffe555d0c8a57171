/** The floor under an order: its calls by undici and its rows by prepared statements, commits shared by what comes together. */
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { Pool } from 'undici';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import { atOnce } from './bench-home.ts';

const RESULT = JSON.stringify({ changed: false, status: 200, json: { product_id: 42, comment: 'x'.repeat(900) } });

/** Carries out so many orders on a database of its own. */
export async function floorOrders(home: string, url: string, count: number, limit: number): Promise<void> {
  const sqlite = openSqlite(join(home, 'floor.db'));
  const pool = new Pool(url, { connections: limit });
  try {
    const rows = new Rows(sqlite);
    await atOnce(count, limit, number => order(rows, pool, number + 1));
  } finally {
    await pool.close();
    sqlite.close();
  }
}

async function order(rows: Rows, pool: Pool, id: number): Promise<void> {
  await rows.write(() => rows.begin(id));
  for (let task = 1; task <= 12; task++) {
    const method = task % 3 === 0 ? 'POST' : 'GET';
    const isFact = task % 3 === 2;
    const written = rows.write(() => rows.start(id, task));
    if (method === 'POST') await written;
    if (!isFact) await call(pool, method, task);
    void rows.write(() => rows.finish(id, task));
  }
  await rows.write(() => rows.end(id));
}

async function call(pool: Pool, method: 'GET' | 'POST', task: number): Promise<void> {
  const body = method === 'POST' ? JSON.stringify({ customer_id: 1, name: 'Mobile SIM Only', cost: 1550 }) : null;
  const reply = await pool.request({ path: `/thing/${task}`, method, headers: { accept: '*/*' }, body });
  JSON.parse(await reply.body.text());
}

/** The rows of a run, its events and its journal; writes of one turn of the event loop share a commit. */
class Rows {
  readonly #sqlite: Database;
  readonly #statements;
  #queued: { readonly write: () => void; readonly done: () => void }[] = [];

  constructor(sqlite: Database) {
    this.#sqlite = sqlite;
    const prepare = (text: string) => sqlite.prepare(text);
    this.#statements = {
      begin: prepare(
        "insert into provision (provision_id, action, provisioning_play, provisioning_json_vars, provisioning_status, task_count, created, sealed_inputs) values (?, 'provision', 'twelve', '{}', 1, 12, ?, ?)",
      ),
      end: prepare('update provision set provisioning_status = 0, finished = ? where provision_id = ?'),
      event: prepare(
        'insert into provision_event (provision_id, event_number, event_name, provisioning_status, timestamp) values (?, ?, ?, 1, ?)',
      ),
      eventEnd: prepare(
        'update provision_event set provisioning_status = 0, provisioning_result_json = ?, duration_ms = 1 where provision_id = ? and event_number = ?',
      ),
      call: prepare(
        "insert into provision_journal (provision_id, entry_number, kind, entry_key, effect, sealed_call, started) values (?, ?, 'call', ?, 'once', ?, ?)",
      ),
      callEnd: prepare(
        'update provision_journal set sealed_result = ?, finished = ? where provision_id = ? and entry_number = ?',
      ),
    };
  }

  begin(id: number): void {
    this.#statements.begin.run(id, now(), RESULT);
  }

  start(id: number, task: number): void {
    this.#statements.event.run(id, task, `Task ${task}`, now());
    this.#statements.call.run(id, task, `localhost|0.tasks.${task}||1|1`, RESULT.slice(0, 300), now());
  }

  finish(id: number, task: number): void {
    this.#statements.callEnd.run(RESULT, now(), id, task);
    this.#statements.eventEnd.run(RESULT, id, task);
  }

  end(id: number): void {
    this.#statements.end.run(now(), id);
  }

  write(write: () => void): Promise<void> {
    if (this.#queued.length === 0) setImmediate(() => this.#commit());
    return new Promise(done => this.#queued.push({ write, done }));
  }

  #commit(): void {
    const batch = this.#queued;
    this.#queued = [];
    this.#sqlite.transaction(() => batch.forEach(({ write }) => write())).immediate();
    for (const { done } of batch) done();
  }
}

function now(): string {
  return new Date().toISOString();
}
