import type { RunOutcome } from '../../provisioning/order.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { exitCodeOfOutcome } from './exit-code-of-outcome.ts';
import { restoredText } from './restored-text.ts';
import { outcomeDocument, tellOutcome } from './tell-outcome.ts';
import { withApp } from './with-app.ts';

/** Lets every interrupted and held run go on, one after the other; the exit code is that of the one that went worst. */
export async function resumeAll(cli: Cli): Promise<void> {
  const documents: object[] = [];
  let restored: readonly number[] = [];
  await withApp(cli, async app => {
    restored = await app.restoredRuns();
    for (const id of await app.waitingRuns()) {
      const outcome = await app.resume(id, { signal: cli.io.signal });
      documents.push(tell(cli, outcome));
      if (cli.io.signal.aborted) return;
    }
  });
  if (restored.length > 0) cli.io.err(`omnicrm: ${restoredText(restored)}\n`);
  if (cli.json) printJson(cli.io, { runs: documents });
  else if (documents.length === 0 && restored.length === 0 && !cli.quiet) cli.io.out('no run is waiting\n');
}

function tell(cli: Cli, outcome: RunOutcome): object {
  const signal = cli.io.signal.aborted ? cli.io.signal.reason : undefined;
  const exitCode = exitCodeOfOutcome(outcome, signal);
  cli.exitCode = worse(cli.exitCode, exitCode);
  const document = outcomeDocument(outcome, { exitCode, check: false });
  if (!cli.json) tellOutcome(cli, outcome, { document });
  return document;
}

/** Not clean is worst, then a failure, then what waits. */
function worse(one: number, other: number): number {
  const rank = [3, 2, 69, 75, 0];
  const [first, second] = [rank.indexOf(one), rank.indexOf(other)];
  return first !== -1 && first <= second ? one : other;
}
