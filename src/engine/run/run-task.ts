/** One task on all active hosts: announced once, run on each, its includes afterwards. */
import type { Task } from '../playbook.ts';
import { finishTask } from './finish-task.ts';
import type { HostState } from './host-state.ts';
import { runIncludes } from './run-includes.ts';
import { loopOrOnce } from './loop-or-once.ts';
import { runMeta } from './run-meta.ts';
import type { PlayRun } from './play-run.ts';
import { booleanKeyword, KeywordError } from './read-keyword.ts';
import type { Section } from './section.ts';
import { selectedByTags, tagWords } from './tags.ts';
import { taskInfo, writtenName } from './task-info.ts';
import { taskKeywords } from './task-keywords.ts';
import type { TaskRun } from './task-run.ts';

/** Runs a task, an import's tasks or a meta action on hosts that are active. */
export async function runTask(task: Task, play: PlayRun, hosts: readonly HostState[], section: Section): Promise<void> {
  if (task.imported) return play.walker.runNodes(task.imported, play, hosts, section);
  const first = taskRun(task, play, hosts[0]!, section);
  if (!isSelected(first)) return;
  if (task.module.name === 'meta') return runMeta(task, play, hosts, section);
  const { step } = play.run;
  if (step && !(await step.allows(task))) return;
  play.emit({ type: 'task_start', task: first.info });
  const chosen = runsOnce(first) ? [hosts[0]!] : hosts;
  const runs: TaskRun[] = [];
  for (const host of chosen) {
    const sharing = chosen.length < hosts.length ? hosts : [host];
    const own = host === first.host ? first : { ...taskRun(task, play, host, section), info: first.info };
    const run = { ...own, sharing };
    runs.push(run);
    await runOnHost(run);
  }
  if (!section.rescuable && play.tooManyFailed) for (const host of play.hosts) host.ended = true;
  await runIncludes(runs, play, section);
}

/** With `run_once`, what the one host got is known to all of them. */
async function runOnHost(run: TaskRun): Promise<void> {
  const started = performance.now();
  const result = await loopOrOnce(run);
  finishTask(run, result, performance.now() - started);
}

function taskRun(task: Task, play: PlayRun, host: HostState, section: Section): TaskRun {
  const keywords = taskKeywords(task);
  const scope = play.scopeFor(host, task);
  const templar = play.templar(scope, task);
  const info = taskInfo(task, section, templar, keywords.get('no_log') !== undefined || play.run.settings.noLog);
  return {
    play,
    host,
    sharing: [host],
    task,
    info,
    keywords,
    section,
    scope,
    templar,
    includes: [],
    warnings: [],
    notified: [],
    fate: { interrupted: false, secret: false },
  };
}

function isSelected(run: TaskRun): boolean {
  const { play, task, keywords, templar } = run;
  if (task.handler) return true;
  const { startAt } = play.run;
  if (startAt.pending && task !== play.gathering) {
    if (!startAt.matches(writtenName(task), run.info.name)) return false;
    startAt.pending = false;
  }
  const { tags } = play.run;
  if (keywords.tags.length === 0 && tags.plain) return true;
  return selectedByTags(
    tagWords(keywords.tags, raw => templar.render(raw)),
    tags,
  );
}

/** A run_once that cannot be read makes the task fail on each host, later. */
function runsOnce({ keywords, templar }: TaskRun): boolean {
  try {
    return booleanKeyword('run_once', keywords.get('run_once'), templar) ?? false;
  } catch (error) {
    if (error instanceof KeywordError) return false;
    throw error;
  }
}
