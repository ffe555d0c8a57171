import type { Overlap } from '../../actions/action.ts';
import type { ActionReply, Outcome } from '../../actions/request.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Cli } from '../command.ts';
import { exitCodeOfSignal, exitCodes } from '../exit-codes.ts';
import { printJson } from '../output/print-json.ts';
import { printTable } from '../output/print-table.ts';
import { withDatabase } from '../with-database.ts';
import { readActionWords } from './read-action-words.ts';

export interface ActionOptions {
  readonly dryRun?: boolean;
  readonly asOf?: string;
  readonly overlap?: string;
  readonly wait?: string;
  readonly onceKey?: string;
  readonly errorsOnly?: boolean;
}

/** Runs the action that the words name; its reply goes to stdout. */
export async function runActionWords(cli: Cli, words: readonly string[], options: ActionOptions): Promise<void> {
  const { name, params } = readActionWords(words);
  const config = await cli.config();
  const [{ dispatch }, { readOptions }] = await Promise.all([
    import('../../actions/dispatch.ts'),
    import('../../actions/options/options.ts'),
  ]);
  const reply = await withDatabase(cli, db =>
    dispatch(
      { config, db, options: readOptions(config) },
      { name, params, door: 'cli', signal: cli.io.signal, ...requestOptions(options) },
    ),
  );
  cli.exitCode = exitCodeOf(cli, reply.outcome);
  await printReply(cli, reply, options);
}

function requestOptions({ dryRun, asOf, overlap, wait, onceKey }: ActionOptions) {
  if (wait !== undefined && !/^\d{1,6}$/.test(wait)) {
    throw new OmnicrmError('E_USAGE', `--wait takes a number of seconds, not '${wait}'`);
  }
  const waitSeconds = wait === undefined ? undefined : Number(wait);
  return { dryRun, asOf, overlap: overlapOf(overlap), waitSeconds, onceKey };
}

function overlapOf(text: string | undefined): Overlap | undefined {
  const known = (['skip', 'wait', 'fail'] as const).find(way => way === text);
  if (text === undefined || known !== undefined) return known;
  throw new OmnicrmError('E_USAGE', `--overlap takes skip, wait or fail, not '${text}'`);
}

function exitCodeOf({ io }: Cli, outcome: Outcome): number {
  if (io.signal.aborted && outcome === 'failed') return exitCodeOfSignal(io.signal.reason);
  if (outcome === 'done' || outcome === 'skipped') return exitCodes.done;
  return outcome === 'busy' ? exitCodes.tryLater : exitCodes.refused;
}

async function printReply(cli: Cli, reply: ActionReply, { errorsOnly, dryRun }: ActionOptions): Promise<void> {
  const { text, runId, reason, counts, charges, error } = reply;
  if (cli.json) return printJson(cli.io, documentOf(reply, cli.exitCode));
  if (!errorsOnly || cli.exitCode !== exitCodes.done) cli.io.out(`${text}\n`);
  if (dryRun && charges !== undefined) await printCharges(cli, charges);
  if (cli.exitCode !== exitCodes.done && reason !== undefined) {
    cli.io.err(`omnicrm: ${reason}\n${error?.hint === undefined ? '' : `  hint: ${error.hint}\n`}`);
  } else if (!cli.quiet)
    cli.io.err(`run ${runId ?? '-'}: ${[...countTexts(counts), ...((reason ?? '') ? [reason] : [])].join(', ')}\n`);
}

function documentOf({ runId, error, ...reply }: ActionReply, exitCode: number): object {
  return { ...reply, run_id: runId, hint: error?.hint, exit_code: exitCode };
}

function countTexts(counts: ActionReply['counts']): readonly string[] {
  return Object.entries(counts).map(([name, count]) => `${name} ${count}`);
}

async function printCharges(cli: Cli, charges: NonNullable<ActionReply['charges']>): Promise<void> {
  const { moneyText } = await import('../../crm/money.ts');
  const rows = charges.map(({ login, account, amount_minor, note }) => [login, account, moneyText(amount_minor), note]);
  if (rows.length > 0) await printTable(cli.io, ['login', 'account', 'amount', 'note'], rows);
}
