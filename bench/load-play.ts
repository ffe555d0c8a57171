import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPlaybook } from '../src/engine/index.ts';
import { writeEightyFiveTasks } from './eighty-five-tasks.ts';
import { costOfWork, medianCost, printCost } from './measure.ts';

const ROUNDS = 50;

/** Reading and checking an 85-task play: the first time in a process, and after that. */
export async function loadPlay(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-bench-'));
  try {
    const file = writeEightyFiveTasks(folder, 'http://127.0.0.1:1');
    const load = async (): Promise<void> => void loadPlaybook(file);
    printCost('load 85 tasks, cold', await costOfWork(load), 1, 'µs');
    const warm = [];
    for (let round = 0; round < ROUNDS; round++) warm.push(await costOfWork(load));
    printCost('load 85 tasks, warm', medianCost(warm), 1, 'µs');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
