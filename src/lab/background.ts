import { spawn } from 'node:child_process';
import { OmnicrmError } from '../errors.ts';
import { processStart } from '../process-start.ts';
import { labPing, labStop } from './control-client.ts';
import { labFilePath, readLabFile, removeLabFile, writeLabFile, type LabFile } from './lab-file.ts';
import { startLab } from './lab.ts';
import type { Lab, LabOptions } from './types.ts';

export { readLabFile, type LabFile } from './lab-file.ts';

export interface ForegroundOptions extends LabOptions {
  /** The folder of `lab.json`. */
  readonly home: string;
  /** Stop after so many minutes without any call; never by default. */
  readonly idleMinutes?: number;
}

export interface DetachOptions {
  readonly home: string;
  /** Arguments to this same program (process.execPath) that make it call `labUp` in the foreground for that home. */
  readonly argv: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** A lab of this process, and the end of it: by SIGINT or SIGTERM, by the control API, or idleness. */
export interface RunningLab {
  readonly lab: Lab;
  readonly file: LabFile;
  /** Resolves when the lab has been closed and its file is gone. */
  readonly ended: Promise<void>;
  stop(): void;
}

const patienceMs = 15_000;

/** Starts a lab in this process and writes its file. Throws E_CONFLICT when a live lab has that home. */
export async function labUp({ home, idleMinutes, ...options }: ForegroundOptions): Promise<RunningLab> {
  await refuseSecond(home);
  const end = new AbortController();
  const asked = new Promise<void>(resolve => end.signal.addEventListener('abort', () => resolve(), { once: true }));
  const stop = (): void => end.abort();
  const lab = await startLab({ ...options, onStop: stop });
  const file = writeLabFile(home, lab);
  return { lab, file, ended: endOf(lab, home, asked, stop, idleMinutes), stop };
}

/** Starts the lab as a process of its own and resolves when it answers. Throws E_CONFLICT, or E_BACKEND_DOWN when it does not start. */
export async function labUpDetached({ home, argv, env }: DetachOptions): Promise<LabFile> {
  await refuseSecond(home);
  const child = spawn(process.execPath, argv, { detached: true, stdio: 'ignore', env: env ?? process.env });
  let exit: string | undefined;
  child
    .once('error', error => (exit = error.message))
    .once('exit', (code, signal) => (exit = `it ended with ${signal ?? code}`));
  child.unref();
  const file = await until(async () => {
    if (exit !== undefined) throw notStarted(home, exit);
    const found = await runningLab(home);
    return found?.pid === child.pid ? found : undefined;
  });
  if (!file) throw notStarted(home, 'it did not answer in time');
  return file;
}

/**
 * Stops the lab of that home and waits until it is gone. `stale` is a file whose process had died already, `none` is no
 * file; both leave nothing behind.
 */
export async function labDown(home: string): Promise<'stopped' | 'stale' | 'none'> {
  const file = readLabFile(home);
  if (!file) return 'none';
  if (!(await isRunning(file))) {
    removeLabFile(home, file.pid);
    return 'stale';
  }
  await labStop(file.control);
  const isGone = await until(async () => ((await isRunning(file)) ? undefined : true));
  if (!isGone)
    throw new OmnicrmError('E_TIMEOUT', `the lab (process ${file.pid}) does not stop`, { hint: `kill ${file.pid}` });
  removeLabFile(home, file.pid);
  return 'stopped';
}

/** The file of a lab that runs; undefined when there is none, or it was left by a process that died. */
export async function runningLab(home: string): Promise<LabFile | undefined> {
  const file = readLabFile(home);
  return file && (await isRunning(file)) ? file : undefined;
}

/** The very process must live (not just its number), and answer under its token. */
async function isRunning(file: LabFile): Promise<boolean> {
  if (processStart(file.pid) !== file.started) return false;
  try {
    return (await labPing(file.control)).pid === file.pid;
  } catch (error) {
    if (error instanceof OmnicrmError) return false;
    throw error;
  }
}

async function refuseSecond(home: string): Promise<void> {
  const running = await runningLab(home);
  if (!running) return;
  throw new OmnicrmError('E_CONFLICT', `a lab is running already (process ${running.pid}, ${labFilePath(home)})`, {
    hint: 'use it, or stop it with: omnicrm lab down',
  });
}

async function endOf(
  lab: Lab,
  home: string,
  asked: Promise<void>,
  stop: () => void,
  idleMinutes: number | undefined,
): Promise<void> {
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const idle = idleMinutes === undefined ? undefined : watchIdleness(lab, idleMinutes, stop);
  await asked;
  clearInterval(idle);
  process.off('SIGINT', stop).off('SIGTERM', stop);
  removeLabFile(home, process.pid);
  await lab.close();
}

function watchIdleness(lab: Lab, minutes: number, stop: () => void): NodeJS.Timeout {
  const limit = minutes * 60_000;
  let last = { seq: lab.journal.seq, time: Date.now() };
  return setInterval(
    () => {
      if (lab.journal.seq !== last.seq) last = { seq: lab.journal.seq, time: Date.now() };
      else if (Date.now() - last.time >= limit) stop();
    },
    Math.min(limit, 10_000),
  );
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
  for (const end = Date.now() + patienceMs; Date.now() < end; await new Promise(resolve => setTimeout(resolve, 25))) {
    const found = await look();
    if (found !== undefined) return found;
  }
  return undefined;
}

function notStarted(home: string, why: string): OmnicrmError {
  return new OmnicrmError('E_BACKEND_DOWN', `the lab did not start: ${why}`, {
    hint: `run it in the foreground to see why (home ${home})`,
  });
}
