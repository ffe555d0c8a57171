import { counted } from '../../counted.ts';
import type { AuditReport } from '../../provisioning/index.ts';
import type { Cli } from '../command.ts';
import { printable, printTable } from '../output/print-table.ts';
import type { Finding, FixCall } from '../../provisioning/audit/finding.ts';

/** Findings as a table, with `fix` what would mend each; what could not be asked goes to stderr. */
export async function printReport(cli: Cli, report: AuditReport, fix: boolean): Promise<void> {
  const { findings, notes, unreachable, notConfigured, counts, clean } = report;
  for (const { system, reason } of unreachable) cli.io.err(`omnicrm: ${system} did not answer: ${printable(reason)}\n`);
  if (unreachable.length > 0) cli.io.err('omnicrm: the audit is partial: what did not answer may hold anything\n');
  if (notConfigured.length > 0 && !cli.quiet) cli.io.err(`not configured, not asked: ${notConfigured.join(', ')}\n`);
  const shown = cli.quiet ? findings : [...findings, ...notes];
  if (shown.length > 0) await printFindings(cli, shown);
  if (fix) for (const finding of findings) printFix(cli, finding);
  if (!clean || cli.quiet) return;
  const { services, accounts, subscribers } = counts;
  cli.io.out(
    `clean: ${[counted(services, 'service'), counted(accounts, 'OCS account'), counted(subscribers, 'HSS subscriber')].join(', ')}\n`,
  );
}

function printFindings(cli: Cli, findings: readonly Finding[]): Promise<void> {
  const rows = findings.map(({ finding, severity, system, key, evidence, since }) => [
    finding,
    severity,
    system,
    key,
    evidence,
    since,
  ]);
  return printTable(cli.io, ['rule', 'severity', 'system', 'object', 'evidence', 'since'], rows);
}

/** The calls exactly as they would be sent. */
function printFix(cli: Cli, { finding, key, severity, suggestedFix: fix }: Finding): void {
  if (fix === null) return;
  const how = fix.safe && severity !== 'critical' ? 'safe: --yes does it' : 'by hand';
  cli.io.out(`\n${finding} ${printable(key)}: ${printable(fix.text)} (${how})\n`);
  for (const call of fix.calls) cli.io.out(`${callText(call)}\n`);
}

function callText(call: FixCall): string {
  if (call.to === 'crm') return `  CRM: ${call.words}`;
  const body = call.body === undefined ? '' : `\n  ${JSON.stringify(call.body)}`;
  return `  ${call.method} ${call.url}${body}`;
}
