import type { Ran } from '../../actions/cron/run-due.ts';
import type { Cli } from '../command.ts';

/** A line for what became of a due time: on stdout, or on stderr when it went wrong. A JSON object a line with `--json`. */
export function tellRan(cli: Cli, ran: Ran): void {
  const { job, due, isLate, outcome, text, reason } = ran;
  if (cli.json) {
    const line = { job: job.name, due: due.toISOString(), late: isLate, outcome, text, reason };
    return cli.io.out(`${JSON.stringify(line)}\n`);
  }
  const parts = [job.name, outcome, ...(isLate ? ['late'] : []), ...(text === '' ? [] : [text])];
  const line = `${due.toISOString()} ${parts.join(' ')}${reason === undefined ? '' : ` (${reason})`}\n`;
  if (isWell(ran)) cli.io.out(line);
  else cli.io.err(line);
}

export function isWell({ outcome }: Ran): boolean {
  return outcome === 'done' || outcome === 'skipped' || outcome === 'missed';
}
