import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareWithAnsible } from './against-ansible.ts';
import { writeEightyFiveTasks } from './eighty-five-tasks.ts';
import { startLoopbackServer } from './loopback-server.ts';

/** An 85-task play with 60 calls on loopback, as a whole command. */
export async function playAgainstAnsible(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-bench-'));
  const server = await startLoopbackServer();
  try {
    const play = writeEightyFiveTasks(folder, server.url);
    await compareWithAnsible('85 tasks, 60 calls', play, '≥ 150 wall, ≥ 100 CPU');
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
}
