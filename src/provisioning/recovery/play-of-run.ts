/** The play for a later life of a run: as it was when the run was accepted, or as it is now where that changes no finished task. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { OmnicrmError } from '../../errors.ts';
import { playText } from '../../crm/provision-journal.ts';
import type { Provision } from '../../crm/types.ts';
import { loadPlaybook, type Playbook } from '../../engine/index.ts';
import type { ProvisioningContext } from '../context.ts';
import type { EarlierLife } from '../journal/earlier-life.ts';
import { pathOfEntry } from '../journal/entry-key.ts';
import { loadPlay, runModules } from '../load-play.ts';
import { playSource, readPlayFiles } from '../play-source.ts';
import { changedTasks } from './changed-tasks.ts';
import { playDiff } from './play-diff.ts';

/** `same`: the play as the run began with it. `fixed`: the play as it is now. */
export type PlayChoice = 'same' | 'fixed';

export function isPlayChoice(word: unknown): word is PlayChoice {
  return word === 'same' || word === 'fixed';
}

/** Throws E_PLAY_MISSING, E_PLAY_SYNTAX, or E_CONFLICT when a task that was carried out has changed. */
export async function playOfRun(
  context: ProvisioningContext,
  run: Provision,
  choice: PlayChoice,
  earlier: EarlierLife,
): Promise<Playbook> {
  if (choice === 'same') return keptPlay(context, run);
  const now = loadPlay(context.config, run.provisioning_play, runModules(context.config));
  if (playSource(now).digest === run.play_digest) return now;
  const before = await keptPlay(context, run);
  const done = new Set([...earlier.calls.keys()].map(pathOfEntry));
  const changed = changedTasks(before, now).filter(({ path }) => done.has(path));
  if (changed.length > 0)
    throw finishedTaskChanged(
      run,
      changed.map(({ name }) => name),
      playDiff(before, now),
    );
  return now;
}

/** The text was kept when the run was accepted; where the play is as it was, its own file is the better place for errors. */
async function keptPlay(context: ProvisioningContext, run: Provision): Promise<Playbook> {
  const now = currentPlay(context, run);
  if (now !== undefined && playSource(now).digest === run.play_digest) return now;
  const text = run.play_digest === null ? undefined : await playText(context.db, run.play_digest);
  if (text === undefined || run.play_digest === null) throw noText(run);
  const folder = join(context.config.home, 'kept-plays', run.play_digest.slice(0, 16));
  const file = writePlay(folder, text);
  return loadPlaybook(file, { modules: runModules(context.config) });
}

function currentPlay(context: ProvisioningContext, run: Provision): Playbook | undefined {
  try {
    return loadPlay(context.config, run.provisioning_play, runModules(context.config));
  } catch (error) {
    if (error instanceof OmnicrmError) return undefined;
    throw error;
  }
}

function writePlay(folder: string, text: string): string {
  const files = readPlayFiles(text);
  for (const [name, content] of files) {
    const path = resolve(folder, isAbsolute(name) || name.startsWith('..') ? basename(name) : name);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, content, { mode: 0o600 });
  }
  const [main = 'play.yaml'] = files.keys();
  return join(folder, main);
}

function noText({ provision_id, provisioning_play }: Provision): OmnicrmError {
  return new OmnicrmError(
    'E_CONFLICT',
    `The play '${provisioning_play}' of run ${provision_id} was not kept, and it has changed`,
    {
      hint: 'Look at what is left with: omnicrm audit',
    },
  );
}

function finishedTaskChanged({ provision_id }: Provision, names: readonly string[], diff: string): OmnicrmError {
  const message = `Run ${provision_id} cannot go on with the play as it is now: tasks that it has carried out have changed (${names.join(', ')})\n${diff}`;
  return new OmnicrmError('E_CONFLICT', message, {
    hint: `Go on with the play as it was: omnicrm resume ${provision_id}, or go back: omnicrm rollback ${provision_id}`,
  });
}
