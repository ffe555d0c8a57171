/** An ansible-playbook of this machine: where it is, and which modules it has. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { OmnicrmError } from '../../errors.ts';

/** The path of ansible-playbook among the folders of PATH; undefined where there is none. */
export function findAnsible(path: string): string | undefined {
  const candidates = path.split(delimiter).map(folder => join(folder || '.', 'ansible-playbook'));
  return candidates.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Settings of the caller that would change a play of one task are taken away, and nothing is printed that nobody reads. */
export function ansibleEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !leftOut.has(name) && !name.startsWith('OMNICRM_'));
  const told = kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return { ...Object.fromEntries(told), ...quiet };
}

const leftOut = new Set(['ANSIBLE_RUN_TAGS', 'ANSIBLE_SKIP_TAGS', 'ANSIBLE_NO_LOG', 'ANSIBLE_LOG_PATH']);
const quiet = {
  ANSIBLE_STDOUT_CALLBACK: 'default',
  ANSIBLE_NOCOLOR: '1',
  ANSIBLE_RETRY_FILES_ENABLED: '0',
  ANSIBLE_DEPRECATION_WARNINGS: '0',
  ANSIBLE_LOCALHOST_WARNING: '0',
};

const patience = 60_000;

/** Whether that ansible can load a module: asked by a dry reading of a play that names it. Throws E_BACKEND_DOWN for a broken installation. */
export function hasModule(ansible: string, name: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-handover-'));
  try {
    const file = join(folder, 'ask.json');
    const play = [{ hosts: 'localhost', gather_facts: false, tasks: [{ [name]: {} }] }];
    writeFileSync(file, JSON.stringify(play), { mode: 0o600 });
    const words = ['--syntax-check', '-i', 'localhost,', file];
    const run = spawnSync(ansible, words, { encoding: 'utf8', env: ansibleEnvironment(), timeout: patience });
    return answerOf(run, ansible);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function answerOf(run: ReturnType<typeof spawnSync>, ansible: string): boolean {
  if (run.status === 0) return true;
  const told = `${String(run.stdout)}${String(run.stderr)}`;
  if (/resolve module|removed/i.test(told)) return false;
  const reason = run.error?.message ?? told.trim().split('\n')[0];
  throw new OmnicrmError('E_BACKEND_DOWN', `${ansible} cannot be asked for modules: ${reason}`, {
    hint: 'Mend the installed Ansible, or do without it: --no-handover.',
  });
}
