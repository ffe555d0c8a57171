import type { Cli } from '../command.ts';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';
import { printJson } from '../output/print-json.ts';
import { printable } from '../output/print-table.ts';
import { painter } from '../progress/task-marks.ts';
import { type Check, type Finding, ok, warning } from './check.ts';
import { checkActions } from './check-actions.ts';
import { checkBackends } from './check-backends.ts';
import { checkDatabase } from './check-database.ts';
import { checkFiles } from './check-files.ts';
import { checkPlays } from './check-plays.ts';
import { checkPrograms } from './check-programs.ts';

const checks: readonly (readonly [name: string, check: Check])[] = [
  ['config', async ({ warnings, home }) => [ok(`home ${home}`), ...warnings.map(text => warning(text))]],
  ['files', checkFiles],
  ['database', checkDatabase],
  ['backends', checkBackends],
  ['plays', checkPlays],
  ['programs', checkPrograms],
  ['actions', checkActions],
];

/** Looks at everything and prints what it found; the exit code is that of the first failure, 0 for none. */
export async function examine(cli: Cli): Promise<void> {
  const config = await cli.config();
  const found: (Finding & { readonly check: string })[] = [];
  for (const [check, look] of checks) found.push(...(await look(config)).map(finding => ({ check, ...finding })));
  const failures = found.filter(({ state }) => state === 'failure');
  if (cli.json) printJson(cli.io, { ok: failures.length === 0, findings: found });
  else for (const finding of found) cli.io.out(line(cli, finding));
  const [first] = failures;
  cli.exitCode = first === undefined ? exitCodes.done : exitCodeOf(first.code ?? 'E_INTERNAL');
}

const signs = { ok: 'ok  ', warning: 'warn', failure: 'FAIL' } as const;

function line(cli: Cli, { check, state, message, hint }: Finding & { readonly check: string }): string {
  const paint = painter(cli.colour.stdout);
  const text = `${state === 'ok' ? signs.ok : paint.bold(signs[state])}  ${check.padEnd(9)} ${printable(message)}\n`;
  return hint === undefined ? text : `${text}      hint: ${printable(hint)}\n`;
}
