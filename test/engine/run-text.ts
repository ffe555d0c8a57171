/** Runs a playbook given as text, and gathers what it told. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPlaybook, runPlaybook, type RunEvent, type RunOptions, type RunResult } from '../../src/engine/index.ts';

export interface Told {
  readonly result: RunResult;
  readonly events: readonly RunEvent[];
  /** `name status` of each task, in order. */
  readonly tasks: readonly string[];
}

export function writePlay(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'omnicrm-play-')), 'play.yaml');
  writeFileSync(path, text);
  return path;
}

export async function runText(text: string, options: RunOptions = {}): Promise<Told> {
  const events: RunEvent[] = [];
  const reporter = { report: (event: RunEvent) => void events.push(event) };
  const result = await runPlaybook(loadPlaybook(writePlay(text)), {
    ...options,
    reporters: [reporter, ...(options.reporters ?? [])],
  });
  const tasks = events.flatMap(event => (event.type === 'result' ? [`${event.task.name} ${event.status}`] : []));
  return { result, events, tasks };
}
