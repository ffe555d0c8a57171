/** `play run` alone, as the recorder calls an engine. */
import { playRun } from '../../src/cli/commands/play-run.ts';

process.exitCode = await playRun(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
  columns: 80,
  stdin: process.stdin,
  stdinIsTerminal: false,
  stdoutIsTerminal: false,
  signal: new AbortController().signal,
});
