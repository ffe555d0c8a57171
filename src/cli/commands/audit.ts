import type { AuditReport } from '../../provisioning/index.ts';
import type { Cli, CommandDefinition } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../output/print-json.ts';
import { printTable } from '../output/print-table.ts';
import { requireDatabase } from '../with-database.ts';

export const audit: CommandDefinition = {
  define: (command, cli) => {
    command
      .description('compare the CRM with the charging system and the HSS nodes; change nothing')
      .addHelpText('after', '\nExit code 3 when something was found, 69 when a system did not answer.')
      .action(async () => auditAll(cli));
  },
};

async function auditAll(cli: Cli): Promise<void> {
  const config = await cli.config();
  requireDatabase(config);
  if (config.lab) await (await import('./lab/require-lab.ts')).requireLab(config);
  const { createApp } = await import('../../app.ts');
  const app = await createApp(config);
  try {
    const report = await app.audit();
    cli.exitCode = exitCodeOfReport(report);
    if (cli.json) printJson(cli.io, { ...report, exit_code: cli.exitCode });
    else await printReport(cli, report);
  } finally {
    await app.close();
  }
}

function exitCodeOfReport(report: AuditReport): number {
  if (report.findings.length > 0) return exitCodes.notClean;
  return report.unreachable.length > 0 ? exitCodes.backendDown : exitCodes.done;
}

async function printReport(cli: Cli, { findings, unreachable, counts, clean }: AuditReport): Promise<void> {
  for (const { system, reason } of unreachable) cli.io.err(`omnicrm: ${system} did not answer: ${reason}\n`);
  const rows = findings.map(({ id, severity, system, key, evidence }) => [id, severity, system, key, evidence]);
  if (rows.length > 0) await printTable(cli.io, ['rule', 'severity', 'system', 'object', 'evidence'], rows);
  if (!clean || cli.quiet) return;
  const { services, accounts, subscribers } = counts;
  cli.io.out(`clean: ${services} services, ${accounts} OCS accounts, ${subscribers} HSS subscribers\n`);
}
