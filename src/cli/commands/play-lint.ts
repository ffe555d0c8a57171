/** `omnicrm play lint FILE…`: looks plays over and tells what is wrong, with the place and how to mend it. */
import { relative, resolve } from 'node:path';
import { OmnicrmError, type Where } from '../../errors.ts';
import type { Finding, Rule } from '../../engine/lint/rule.ts';
import type { Cli } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../output/print-json.ts';
import { printable } from '../output/print-table.ts';
import { errorDocument, errorText } from '../print-error.ts';

export interface LintChoice {
  readonly extraVars: readonly string[];
  readonly inventory: readonly string[];
  readonly rules?: boolean;
}

/** Sets the exit code: 0 clean, 1 something was found, 4 a file cannot be read as a playbook. */
export async function playLint(cli: Cli, files: readonly string[], choice: LintChoice): Promise<void> {
  const [{ lintPlay, playRules }, { readExtraVars }] = await Promise.all([
    import('../../provisioning/lint/lint-play.ts'),
    import('../../engine/extra-vars.ts'),
  ]);
  if (choice.rules === true) return printRules(cli, playRules);
  if (files.length === 0)
    throw new OmnicrmError('E_USAGE', 'play lint needs a playbook', { hint: 'omnicrm play lint FILE…' });
  const extraVars = readExtraVars(choice.extraVars, cli.io.cwd);
  const options = { extraVars, hasInventory: choice.inventory.length > 0 };
  const looks = files.map(file => look(() => lintPlay(resolve(cli.io.cwd, file), options)));
  const findings = looks.flatMap(one => one.findings);
  const errors = looks.flatMap(one => one.error ?? []);
  print(cli, findings, errors);
  cli.exitCode =
    errors.length > 0 ? exitCodes.playUnreadable : findings.length > 0 ? exitCodes.refused : exitCodes.done;
}

interface Look {
  readonly findings: readonly Finding[];
  readonly error: OmnicrmError | undefined;
}

function look(lint: () => Finding[]): Look {
  try {
    return { findings: lint(), error: undefined };
  } catch (error) {
    if (error instanceof OmnicrmError) return { findings: [], error };
    throw error;
  }
}

function print(cli: Cli, findings: readonly Finding[], errors: readonly OmnicrmError[]): void {
  if (cli.json) {
    const shown = findings.map(({ rule, where, message, fix }) => ({ rule, ...place(where), message, fix }));
    const told = errors.map(error => errorDocument(error, exitCodes.playUnreadable)['error']);
    return printJson(cli.io, { findings: shown, errors: told });
  }
  for (const error of errors) cli.io.err(errorText(error));
  for (const { rule, where, message, fix } of findings) {
    const path = relative(cli.io.cwd, where.file);
    const file = path.startsWith('..') ? where.file : path;
    cli.io.out(`${file}:${where.line}:${where.column}  ${rule}  ${printable(message)}\n    fix: ${printable(fix)}\n`);
  }
}

function place({ file, line, column }: Where): Pick<Where, 'file' | 'line' | 'column'> {
  return { file, line, column };
}

function printRules(cli: Cli, rules: readonly Rule[]): void {
  const shown = rules.map(({ id, summary, fix }) => ({ id, summary, fix }));
  if (cli.json) return printJson(cli.io, { rules: shown });
  for (const { id, summary, fix } of shown) cli.io.out(`${id}\n    ${summary}\n    fix: ${fix}\n`);
}
