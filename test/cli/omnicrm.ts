/** Runs the compiled command line as a real process in a home of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const mainFile = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string;
}

/** A temporary home, and the program run in it. */
export class TestHome {
  readonly folder = mkdtempSync(join(tmpdir(), 'omnicrm-test-'));
  readonly home = join(this.folder, 'home');

  run(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    const env = { PATH: '/usr/bin:/bin', OMNICRM_HOME: this.home, ...options.env };
    return runProcess(process.execPath, [mainFile, ...args], { cwd: this.folder, ...options, env });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Runs a program to its end. */
export function runProcess(program: string, args: readonly string[], options: RunOptions): Promise<Outcome> {
  const env = { ...options.env };
  const child = spawn(program, args, { cwd: options.cwd, env, stdio: 'pipe', timeout: 60_000 });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', text => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', text => (stderr += text));
  // The program may end without reading its input.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => resolve({ code, stdout, stderr }));
  });
}

/** The one JSON object that stdout must hold. */
export function jsonOf(outcome: Outcome): Record<string, unknown> {
  const value: Record<string, unknown> = JSON.parse(outcome.stdout);
  return value;
}

/** The `error` part of a failure printed with `--json`. */
export function errorOf(outcome: Outcome): {
  readonly code: string;
  readonly message: string;
  readonly exit_code: number;
} {
  const { error }: { error: { code: string; message: string; exit_code: number } } = JSON.parse(outcome.stdout);
  return error;
}
