import { OmnicrmError } from '../errors.ts';
import { printError } from './print-error.ts';
import { type ProcessIo, processIo } from './process-io.ts';
import { runCli } from './run-cli.ts';

/** Runs the process's command line and leaves at once when all is printed: nothing that still waits may hold up cron. */
async function main(): Promise<void> {
  const io = processIo();
  process.once('beforeExit', () => {
    const error = new OmnicrmError('E_INTERNAL', 'the program ran out of work before the command had ended');
    process.exit(printError(error, io, process.argv));
  });
  const exitCode = await runCli(process.argv.slice(2), io);
  // The stream tells of its error after it has called back.
  process.stdout.write('', () => setImmediate(() => process.exit(exitCode === 0 ? exitCodeOfOutput(io) : exitCode)));
}

/** A result that was lost is no success: whoever reads the file later would take the little it holds for all. */
function exitCodeOfOutput(io: ProcessIo): number {
  const { lostOutput } = io;
  if (lostOutput === undefined) return 0;
  return printError(new OmnicrmError('E_DATABASE', `cannot write the result: ${lostOutput.message}`), io, []);
}

void main();
