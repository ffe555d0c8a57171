import { OmnicrmError } from '../errors.ts';
import { printError } from './print-error.ts';
import { processIo } from './process-io.ts';
import { runCli } from './run-cli.ts';

/** Runs the process's command line and leaves at once when all is printed: nothing that still waits may hold up cron. */
async function main(): Promise<void> {
  const io = processIo();
  process.once('beforeExit', () => {
    const error = new OmnicrmError('E_INTERNAL', 'the program ran out of work before the command had ended');
    process.exit(printError(error, io, process.argv));
  });
  const exitCode = await runCli(process.argv.slice(2), io);
  process.stdout.write('', () => process.exit(exitCode));
}

void main();
