import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../src/package-root.ts';
import { writeEightyFiveTasks } from './eighty-five-tasks.ts';
import { startLoopbackServer } from './loopback-server.ts';
import { costOfCommand, type Cost, medianCost, printCost, printRatio } from './measure.ts';

const ROUNDS = 7;

// Its own Python runs the modules too: no search for another one.
const INTERPRETER = 'ansible_python_interpreter={{ ansible_playbook_python }}';
const ON_THIS_MACHINE = ['-i', 'localhost,', '-c', 'local', '-e', INTERPRETER];

/** An 85-task play with 60 calls: `omnicrm play run` and, where it is installed, `ansible-playbook` (or $ANSIBLE_PLAYBOOK). */
export async function playAgainstAnsible(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-bench-'));
  const server = await startLoopbackServer();
  try {
    const play = writeEightyFiveTasks(folder, server.url);
    const ours = await medianOf(ROUNDS, [process.execPath, join(packageRoot(), 'bin/omnicrm.js'), 'play', 'run', play]);
    printCost('omnicrm play run, 85 tasks, 60 calls', ours);
    const ansible = process.env['ANSIBLE_PLAYBOOK'] ?? 'ansible-playbook';
    if (!isInstalled(ansible)) return console.log('ansible-playbook is not installed: no peer in this run');
    const theirs = await medianOf(1, [ansible, ...ON_THIS_MACHINE, play]);
    printCost(firstLine(ansible), theirs);
    printRatio('times cheaper', ours, theirs, '≥ 150 wall, ≥ 100 CPU');
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
}

async function medianOf(rounds: number, command: readonly string[]): Promise<Cost> {
  const costs: Cost[] = [];
  for (let round = 0; round < rounds; round++) costs.push(await costOfCommand(command));
  return medianCost(costs);
}

function isInstalled(command: string): boolean {
  try {
    return firstLine(command) !== '';
  } catch {
    return false;
  }
}

function firstLine(command: string): string {
  return execFileSync(command, ['--version'], { encoding: 'utf8' }).split('\n')[0] ?? '';
}
