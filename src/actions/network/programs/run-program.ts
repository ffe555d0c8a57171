import { spawn } from 'node:child_process';
import { OmnicrmError } from '../../../errors.ts';

/** What a program wrote, and what it ended with. */
export interface ProgramResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  /** What it reads from stdin. */
  readonly input?: string;
  /** Ended by force after so many seconds; a minute when not given. */
  readonly timeoutSeconds?: number;
  /** Ends it, too. */
  readonly signal?: AbortSignal;
  /** What to do when there is no such program. */
  readonly hint?: string;
}

const MINUTE = 60;
const MOST_OUTPUT = 16 * 1024 * 1024;

/**
 * Runs a program with its arguments as they are: no shell reads them. Throws E_CONFIG when there is no such program, E_TIMEOUT
 * when it does not end in time, the signal's reason when that was first.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  { input = '', timeoutSeconds = MINUTE, signal, hint }: ProgramOptions = {},
): Promise<ProgramResult> {
  signal?.throwIfAborted();
  const limit = AbortSignal.timeout(timeoutSeconds * 1000);
  const child = spawn(program, args, {
    signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    killSignal: 'SIGKILL',
  });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  // A program that ends without reading its input is no error.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', cause => reject(failureOf(program, cause, { timeoutSeconds, signal, limit, hint })));
    child.once('close', exit => resolve(exit ?? 1));
  });
  return { code, stdout: stdout(), stderr: stderr() };
}

/** The text of a stream so far; what is beyond all measure is left out. */
function collect(stream: NodeJS.ReadableStream): () => string {
  const parts: string[] = [];
  let size = 0;
  stream.setEncoding('utf8');
  stream.on('data', (part: string) => {
    size += part.length;
    if (size <= MOST_OUTPUT) parts.push(part);
  });
  return () => parts.join('');
}

interface Failing {
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal | undefined;
  readonly limit: AbortSignal;
  readonly hint: string | undefined;
}

function failureOf(program: string, cause: Error, { timeoutSeconds, signal, limit, hint }: Failing): unknown {
  if (signal?.aborted === true) return signal.reason;
  if (limit.aborted) return new OmnicrmError('E_TIMEOUT', `${program} did not end within ${timeoutSeconds} s`);
  if (!('code' in cause) || (cause.code !== 'ENOENT' && cause.code !== 'EACCES')) return cause;
  return new OmnicrmError('E_CONFIG', `there is no program ${program}`, { hint, cause });
}
