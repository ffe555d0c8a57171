import { processIo } from './process-io.ts';
import { runCli } from './run-cli.ts';

/** Runs the process's command line and leaves at once when all is printed: nothing that still waits may hold up cron. */
async function main(): Promise<void> {
  const exitCode = await runCli(process.argv.slice(2), processIo());
  process.stdout.write('', () => process.exit(exitCode));
}

void main();
