import type { FixedAudit } from '../../provisioning/index.ts';
import type { Cli } from '../command.ts';
import { printable } from '../output/print-table.ts';

/** What was mended, one line each; failures go to stderr. */
export function printFixes(cli: Cli, fixes: FixedAudit['fixes']): void {
  for (const { finding, key, text, error } of fixes) {
    const line = `${finding} ${printable(key)}: ${text}`;
    if (error !== null) cli.io.err(`omnicrm: ${line}: failed: ${printable(error)}\n`);
    else if (!cli.quiet) cli.io.out(`mended: ${line}\n`);
  }
}
