import { OmnicrmError } from '../../errors.ts';
import type { AuditOptions, AuditReport, FixedAudit } from '../../provisioning/index.ts';
import { printFixes } from '../audit/print-fixes.ts';
import { printReport } from '../audit/print-report.ts';
import type { Cli, CommandDefinition } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../output/print-json.ts';
import { requireDatabase } from '../with-database.ts';

interface Flags {
  readonly system?: readonly string[];
  readonly finding?: readonly string[];
  readonly grace?: number;
  readonly fix?: boolean;
  readonly yes?: boolean;
}

const NOTES = `
Exit code 0 when all is clean, 3 when something was found or a mending failed, 69 when a system did not answer and nothing
was found in the others. Notes (severity info) do not count.
--fix prints the calls that would mend each finding; --fix --yes makes those that are safe: OCS-1, 2, 5 and 6, HSS-1, INV-1.`;

export const audit: CommandDefinition = {
  define: (command, cli) => {
    command
      .description('compare the CRM with the charging system, the HSS nodes and the payment gateway')
      .option('--system <names>', 'only these: ocs, hss, crm, payments, pbx', words)
      .option('--finding <ids>', 'only these, such as OCS-1,HSS-2', words)
      .option(
        '--grace <seconds>',
        'what changed less than so long ago is no finding yet (default: audit.grace)',
        seconds,
      )
      .option('--fix', 'print the calls that would mend what was found')
      .option('--yes', 'with --fix: make the safe ones, then audit again')
      .addHelpText('after', NOTES)
      .action((flags: Flags) => auditAll(cli, flags));
  },
};

async function auditAll(cli: Cli, flags: Flags): Promise<void> {
  if (flags.yes === true && flags.fix !== true) {
    throw new OmnicrmError('E_USAGE', '--yes goes with --fix', { hint: 'omnicrm audit --fix shows what it would do' });
  }
  const config = await cli.config();
  requireDatabase(config);
  if (config.lab) await (await import('./lab/require-lab.ts')).requireLab(config);
  const { createApp } = await import('../../app.ts');
  const app = await createApp(config);
  const options: AuditOptions = { systems: flags.system, findings: flags.finding, graceSeconds: flags.grace };
  try {
    const result =
      flags.yes === true ? await app.auditAndFix(options) : { report: await app.audit(options), fixes: undefined };
    await print(cli, result, flags);
  } finally {
    await app.close();
  }
}

type Result = Pick<FixedAudit, 'report'> & { readonly fixes: FixedAudit['fixes'] | undefined };

async function print(cli: Cli, { report, fixes }: Result, flags: Flags): Promise<void> {
  const hasFailed = fixes?.some(fix => fix.error !== null) === true;
  cli.exitCode = hasFailed ? exitCodes.notClean : exitCodeOfReport(report);
  const { clean, ...rest } = report;
  const partial = report.unreachable.length > 0;
  const mended = fixes === undefined ? {} : { fixes };
  if (cli.json)
    return printJson(cli.io, { clean: clean && !hasFailed, partial, ...rest, ...mended, exit_code: cli.exitCode });
  if (fixes !== undefined) printFixes(cli, fixes);
  await printReport(cli, report, flags.fix === true);
}

function exitCodeOfReport({ findings, unreachable }: AuditReport): number {
  if (findings.length > 0) return exitCodes.notClean;
  return unreachable.length > 0 ? exitCodes.backendDown : exitCodes.done;
}

/** Comma-separated, and the option may be repeated. */
function words(value: string, earlier: readonly string[] = []): readonly string[] {
  return [
    ...earlier,
    ...value
      .split(',')
      .map(word => word.trim())
      .filter(word => word !== ''),
  ];
}

function seconds(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new OmnicrmError('E_USAGE', `--grace takes a whole number of seconds, not '${value}'`);
}
