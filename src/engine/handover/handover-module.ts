/** A task whose module is not built in is run by an installed ansible: a play of this one task, JSON in and JSON out. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson, str, type Dict } from '../../template/index.ts';
import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../module.ts';
import { runProcess, type ProcessResult } from '../modules/process/run-process.ts';
import { ansibleEnvironment } from './installed-ansible.ts';
import { oneTaskPlay } from './one-task-play.ts';

/** The module of that name as the engine sees it: it takes any option, and ansible checks them. */
export function handoverModule(name: string, ansible: string): Module {
  return {
    name,
    spec: {},
    anyOption: true,
    handedOver: true,
    run: (args, context) => handOver(name, ansible, args, context),
  };
}

/** Arguments and result pass through files that only this user reads: a command line would show them to all. */
async function handOver(
  name: string,
  ansible: string,
  args: ModuleArguments,
  context: ModuleContext,
): Promise<ModuleResult> {
  const folder = mkdtempSync(join(context.tmpDir, 'handover-'));
  try {
    const [play, answer] = [join(folder, 'play.yaml'), join(folder, 'result.json')];
    writeFileSync(play, oneTaskPlay(name, args, context, answer), { mode: 0o600 });
    const modes = [...(context.check ? ['--check'] : []), ...(context.diff ? ['--diff'] : [])];
    const run = await runProcess([ansible, '-i', 'localhost,', '--tags', 'all', ...modes, play], {
      cwd: context.playDir,
      environment: withLibrary(ansibleEnvironment(), context.playDir),
      signal: context.signal,
    });
    return existsSync(answer) ? resultOf(readFileSync(answer, 'utf8')) : noAnswer(name, run);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Modules beside the playbook are found as ansible finds them there. */
function withLibrary(environment: Record<string, string>, playDir: string): Record<string, string> {
  const library = join(playDir, 'library');
  if (!existsSync(library)) return environment;
  const others = environment['ANSIBLE_LIBRARY'];
  return { ...environment, ANSIBLE_LIBRARY: others === undefined ? library : `${library}:${others}` };
}

function resultOf(text: string): ModuleResult {
  const result = parseJson(text);
  if (!(result instanceof Map)) return { failed: true, msg: 'the installed ansible gave no result' };
  return Object.fromEntries([...withoutInternals(result)].map(([key, value]) => [str(key), value]));
}

function withoutInternals(result: Dict): Dict {
  return new Map([...result].filter(([key]) => !str(key).startsWith('_ansible_')));
}

/** What it printed is told without the task's arguments: ansible shows none where no_log holds. */
function noAnswer(name: string, { rc, stdout, stderr }: ProcessResult): ModuleResult {
  const told = `${stdout}\n${stderr}`.split('\n').filter(line => /ERROR|fatal|FAILED/.test(line));
  const msg = `the installed ansible ended with ${rc} and gave no result of ${name}: ${told.join(' ').slice(0, 2000)}`;
  return { failed: true, changed: false, msg };
}
