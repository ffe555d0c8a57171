import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import type { App } from '../../src/app.ts';
import { createProvision } from '../../src/crm/provision-record.ts';
import { type Journal, loadPlaybook, runPlaybook } from '../../src/engine/index.ts';
import { RunJournal } from '../../src/provisioning/journal/run-journal.ts';
import { runModules } from '../../src/provisioning/load-play.ts';
import { createRedactor } from '../../src/provisioning/redactor.ts';
import { thisProcess } from '../../src/provisioning/run-owner.ts';
import { WriteQueue } from '../../src/store/write-queue.ts';
import { writeEightyFiveTasks } from '../eighty-five-tasks.ts';
import { startLoopbackServer } from '../loopback-server.ts';
import { type Cost, costOfWork, inTurn, printCost, printRatio } from '../measure.ts';
import { benchConfig, makeBenchHome, openBenchApp } from './bench-home.ts';

const ROUNDS = 15;
const NAME = 'sixty-calls';

/** The same 60-call play three ways, in turn with itself bare: with a journal on the disk, and as a whole order with its events. */
export async function journalCost(): Promise<void> {
  const server = await startLoopbackServer();
  const home = await makeBenchHome(server.url, new Map([[NAME, sixtyCalls(server.url)]]), 16);
  const app = await openBenchApp(home.home);
  const pool = new Pool(server.url, { connections: 1 });
  try {
    const modules = runModules(await benchConfig(home.home));
    const playbook = loadPlaybook(join(home.plays, `${NAME}.yaml`), { modules });
    const play = async (journal?: Journal): Promise<void> => {
      const { exitCode } = await runPlaybook(playbook, {
        modules,
        dispatcherFor: () => pool,
        ...(journal && { journal }),
      });
      if (exitCode !== 0) throw new Error(`the play exited ${exitCode}`);
    };
    const bare = (): Promise<Cost> => costOfWork(() => play());
    const [journalled, without] = await inTurn(ROUNDS, () => costOfWork(() => withJournal(app, play)), bare);
    printCost('the engine, with a journal', journalled);
    printCost('the engine, without', without);
    printRatio('journal against none', without, journalled, '≤ 1.25 wall');
    const [whole, alone] = await inTurn(ROUNDS, () => costOfWork(() => order(app)), bare);
    printCost('a whole order', whole);
    printCost('its play, nothing written', alone);
    printRatio('order against its play', alone, whole, 'none');
  } finally {
    await pool.close();
    await app.close();
    server.close();
    home.remove();
  }
}

/** Until the last row of it is on the disk. */
async function withJournal({ db }: App, play: (journal: Journal) => Promise<void>): Promise<void> {
  const writes = new WriteQueue(db);
  const { provision_id: provisionId } = await createProvision(db, {
    ...thisProcess(),
    customer_id: 1,
    product_id: 1,
    action: 'provision',
    provisioning_play: NAME,
    provisioning_json_vars: '{}',
  });
  await play(new RunJournal({ provisionId, writes, redactor: createRedactor(), goesBack: false }));
  await writes.add(() => undefined);
}

async function order(app: App): Promise<void> {
  const { status, failure } = await app.placeOrder({ product: NAME, customer: 1 });
  if (status !== 0) throw new Error(failure?.message);
}

function sixtyCalls(url: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-bench-'));
  const text = readFileSync(writeEightyFiveTasks(folder, url), 'utf8');
  rmSync(folder, { recursive: true });
  return text;
}
