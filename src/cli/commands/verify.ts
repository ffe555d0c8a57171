import { counted } from '../../counted.ts';
import type { LedgerCheck } from '../../store/ledger/verify-ledger.ts';
import type { Cli, CommandDefinition } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../output/print-json.ts';
import { printTable } from '../output/print-table.ts';
import { withDatabase } from '../with-database.ts';

export const verify: CommandDefinition = {
  define: (command, cli) => {
    command
      .description('compare every balance with the sum of its ledger; change nothing')
      .addHelpText('after', '\nExit code 3 when one is not what its ledger adds up to.')
      .action(async () => verifyBalances(cli));
  },
};

async function verifyBalances(cli: Cli): Promise<void> {
  const { verifyLedger } = await import('../../store/ledger/verify-ledger.ts');
  const check = await withDatabase(cli, verifyLedger);
  const clean = check.faults.length === 0;
  cli.exitCode = clean ? exitCodes.done : exitCodes.notClean;
  if (cli.json) printJson(cli.io, { ...check, clean, exit_code: cli.exitCode });
  else await printCheck(cli, check);
}

async function printCheck(cli: Cli, { accounts, rows, faults }: LedgerCheck): Promise<void> {
  const { moneyText } = await import('../../crm/money.ts');
  const lines = faults.map(({ account, ownerId, balanceMinor, ledgerMinor }) => [
    account,
    ownerId,
    moneyText(balanceMinor),
    moneyText(ledgerMinor),
  ]);
  if (lines.length > 0) await printTable(cli.io, ['account', 'owner', 'balance', 'ledger'], lines);
  else if (!cli.quiet) cli.io.out(`${counted(accounts, 'account')} and ${counted(rows, 'ledger row')} agree\n`);
}
