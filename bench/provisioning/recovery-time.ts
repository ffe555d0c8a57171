/** How long it takes until nothing is left of a process that died with 1,000 orders under way. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startLoopbackServer } from '../loopback-server.ts';
import { costOfWork, printCost } from '../measure.ts';
import { atOnce, makeBenchHome, openBenchApp } from './bench-home.ts';
import { twelveTasks } from './twelve-tasks.ts';

const RUNS = Number(process.env['BENCH_RUNS'] ?? 1000);

export async function recoveryTime(): Promise<void> {
  const server = await startLoopbackServer();
  const home = await makeBenchHome(server.url, new Map([['twelve-tasks', twelveTasks(server.url)]]), 64);
  try {
    await interruptOrders(home.home);
    const app = await openBenchApp(home.home);
    let waiting: readonly number[] = [];
    const look = await costOfWork(async () => void (waiting = await app.waitingRuns()));
    const recover = await costOfWork(() =>
      atOnce(waiting.length, 1, async at => void (await app.resume(waiting[at]!))),
    );
    const left = await app.waitingRuns();
    await app.close();
    printCost(`finding ${waiting.length} interrupted runs`, look);
    printCost('an interrupted run resumed, one after the other', recover, waiting.length, 'µs');
    console.log(`${(recover.wallMs / 1000).toFixed(1)} s for all ${waiting.length}; ${left.length} left`);
  } finally {
    server.close();
    home.remove();
  }
}

/** A process begins so many orders at once and is killed when the last of them is on its way. */
async function interruptOrders(home: string): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url), ['order', home]);
  await once(child, 'message');
  const died = once(child, 'exit');
  child.kill('SIGKILL');
  await died;
}

async function beginOrders(home: string): Promise<void> {
  const app = await openBenchApp(home);
  let begun = 0;
  const onAccepted = (): void => {
    if (++begun === RUNS) process.send?.('begun');
  };
  await atOnce(RUNS, RUNS, async () => {
    await app.placeOrder({ product: 'twelve-tasks', customer: 1 }, { onAccepted });
  });
}

if (process.argv[2] === 'order') await beginOrders(process.argv[3] ?? '');
