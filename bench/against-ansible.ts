import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../src/package-root.ts';
import { costOfCommand, type Cost, medianCost, printCost, printRatio } from './measure.ts';

const ROUNDS = 7;

// Its own Python runs the modules too: no search for another one.
const INTERPRETER = 'ansible_python_interpreter={{ ansible_playbook_python }}';
const ON_THIS_MACHINE = ['-i', 'localhost,', '-c', 'local', '-e', INTERPRETER];

/** One play by `omnicrm play run` and, where it is installed, once by `ansible-playbook` (or $ANSIBLE_PLAYBOOK). */
export async function compareWithAnsible(label: string, play: string, aim: string): Promise<void> {
  const omnicrm = [process.execPath, join(packageRoot(), 'bin/omnicrm.js'), 'play', 'run', play];
  const ours = await medianOf(ROUNDS, omnicrm);
  printCost(`omnicrm play run, ${label}`, ours);
  const ansible = process.env['ANSIBLE_PLAYBOOK'] ?? 'ansible-playbook';
  const version = versionOf(ansible);
  if (version === undefined) return console.log('ansible-playbook is not installed: no peer in this run');
  const theirs = await medianOf(1, [ansible, ...ON_THIS_MACHINE, play]);
  printCost(version, theirs);
  printRatio('times cheaper', ours, theirs, aim);
}

async function medianOf(rounds: number, command: readonly string[]): Promise<Cost> {
  const costs: Cost[] = [];
  for (let round = 0; round < rounds; round++) costs.push(await costOfCommand(command));
  return medianCost(costs);
}

/** First line of `--version`; undefined where the command is not installed. */
function versionOf(command: string): string | undefined {
  try {
    return execFileSync(command, ['--version'], { encoding: 'utf8' }).split('\n')[0];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
