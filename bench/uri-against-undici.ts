import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { loadPlaybook, runPlaybook } from '../src/engine/index.ts';
import { writeEightyFiveTasks } from './eighty-five-tasks.ts';
import { startLoopbackServer } from './loopback-server.ts';
import { costOfWork, inTurn, printCost, printRatio } from './measure.ts';

const ROUNDS = 25;
const CALLS = 60;

/** The same 60 calls by the engine (85 tasks, results registered) and by a bare loop over one undici Pool, in one process. */
export async function uriAgainstUndici(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-bench-'));
  const server = await startLoopbackServer();
  const pool = new Pool(server.url, { connections: 1 });
  try {
    const playbook = loadPlaybook(writeEightyFiveTasks(folder, server.url));
    const engine = (): Promise<void> => runOnce(playbook, pool);
    const bare = (): Promise<void> => bareLoop(pool);
    const [ours, floor] = await inTurn(
      ROUNDS,
      () => costOfWork(engine),
      () => costOfWork(bare),
    );
    printCost('engine, per call', ours, CALLS, 'µs');
    printCost('bare undici loop, per call', floor, CALLS, 'µs');
    printRatio('engine against floor', floor, ours, '≤ 1.6 wall');
  } finally {
    await pool.close();
    server.close();
    rmSync(folder, { recursive: true });
  }
}

async function runOnce(playbook: ReturnType<typeof loadPlaybook>, pool: Pool): Promise<void> {
  const result = await runPlaybook(playbook, { dispatcherFor: () => pool });
  if (result.exitCode !== 0) throw new Error(`the play exited ${result.exitCode}`);
}

async function bareLoop(pool: Pool): Promise<void> {
  for (let call = 1; call <= CALLS; call++) {
    const post = call % 3 === 0;
    const reply = await pool.request({
      path: `/crm/product/product_id/${call + 1}`,
      method: post ? 'POST' : 'GET',
      headers: { authorization: 'Bearer none', 'content-type': 'application/json' },
      body: post ? JSON.stringify({ customer_id: 7, item_state: 'Assigned' }) : null,
    });
    JSON.parse(await reply.body.text());
  }
}
