import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { loadPlaybook, type Playbook, runPlaybook } from '../../src/engine/index.ts';
import { runModules } from '../../src/provisioning/load-play.ts';
import { writeEightyFiveTasks } from '../eighty-five-tasks.ts';
import { startLoopbackServer } from '../loopback-server.ts';
import { costOfWork, inTurn, printCost, printRatio } from '../measure.ts';
import { benchConfig, makeBenchHome, openBenchApp } from './bench-home.ts';

const ROUNDS = 15;
const NAME = 'sixty-calls';

/** The same 60-call play as an order, with its journal and events on the disk, and bare, with the same modules. */
export async function journalCost(): Promise<void> {
  const server = await startLoopbackServer();
  const home = await makeBenchHome(server.url, new Map([[NAME, sixtyCalls(server.url)]]), 16);
  const app = await openBenchApp(home.home);
  const pool = new Pool(server.url, { connections: 1 });
  try {
    const modules = runModules(await benchConfig(home.home));
    const playbook = loadPlaybook(join(home.plays, `${NAME}.yaml`), { modules });
    const order = async (): Promise<void> => {
      const { status, failure } = await app.placeOrder({ product: NAME, customer: 1 });
      if (status !== 0) throw new Error(failure?.message);
    };
    const bare = (): Promise<void> => runBare(playbook, modules, pool);
    const [ours, floor] = await inTurn(
      ROUNDS,
      () => costOfWork(order),
      () => costOfWork(bare),
    );
    printCost('order of 60 calls, journal and events', ours);
    printCost('the same play, nothing written', floor);
    printRatio('journal against none', floor, ours, '≤ 1.25 wall');
  } finally {
    await pool.close();
    await app.close();
    server.close();
    home.remove();
  }
}

function sixtyCalls(url: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-bench-'));
  const text = readFileSync(writeEightyFiveTasks(folder, url), 'utf8');
  rmSync(folder, { recursive: true });
  return text;
}

async function runBare(playbook: Playbook, modules: ReturnType<typeof runModules>, pool: Pool): Promise<void> {
  const result = await runPlaybook(playbook, { modules, dispatcherFor: () => pool });
  if (result.exitCode !== 0) throw new Error(`the play exited ${result.exitCode}`);
}
