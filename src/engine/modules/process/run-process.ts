import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';

export interface ProcessOptions {
  readonly cwd: string;
  /** Stands on top of this process's own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stdin?: string | undefined;
  /** Its abort ends the process and everything it started. */
  readonly signal: AbortSignal;
}

export interface ProcessResult {
  /** The exit status; minus the signal's number where a signal ended it, as Python counts. */
  readonly rc: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly start: Date;
  readonly end: Date;
}

const GRACE_MS = 2000;

/** Runs a program with its arguments, no shell between. Rejects with the system's error where it cannot be started. */
export function runProcess(argv: readonly string[], options: ProcessOptions): Promise<ProcessResult> {
  const start = new Date();
  return new Promise((resolve, reject) => {
    const child = spawn(argv[0]!, argv.slice(1), {
      cwd: options.cwd,
      env: { ...process.env, ...options.environment },
      stdio: [options.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      // A session of its own, so that the whole group can be ended.
      detached: true,
    });
    const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
    const stop = (): void => endGroup(child);
    options.signal.addEventListener('abort', stop, { once: true });
    if (options.signal.aborted) stop();
    feed(child, options.stdin);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      options.signal.removeEventListener('abort', stop);
      resolve({ rc: code ?? -constants.signals[signal!], stdout: stdout(), stderr: stderr(), start, end: new Date() });
    });
  });
}

function collect(stream: ChildProcess['stdout']): () => string {
  const chunks: Buffer[] = [];
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

function feed(child: ChildProcess, stdin: string | undefined): void {
  if (stdin === undefined || child.stdin === null) return;
  // A program which does not read its input closes the pipe; that is its right.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
}

function endGroup(child: ChildProcess): void {
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
  child.once('close', () => clearTimeout(timer));
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}
