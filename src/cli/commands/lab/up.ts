import { labDown, labUp, labUpDetached, type LabFile } from '../../../lab/background.ts';
import { labReset } from '../../../lab/control-client.ts';
import type { Cli } from '../../command.ts';
import { printJson } from '../../output/print-json.ts';
import { runningControl } from './running-control.ts';

export interface UpOptions {
  readonly detach?: boolean;
  readonly hss?: number;
  readonly idleMinutes?: number;
}

/** Starts the simulators here until a signal or `lab down` ends them, or as a process of their own. */
export async function labUpCommand(cli: Cli, { detach, hss, idleMinutes }: UpOptions): Promise<void> {
  const { home } = await cli.config();
  if (detach) {
    const words = cli.argv.filter(word => word !== '--detach' && word !== '--json');
    return tellUp(cli, await labUpDetached({ home, argv: [process.argv[1] ?? '', ...words], env: { ...cli.io.env } }));
  }
  const running = await labUp({ home, ...(hss === undefined ? {} : { hss }), ...(idleMinutes && { idleMinutes }) });
  tellUp(cli, running.file);
  await running.ended;
}

/** Ends this home's lab; that none runs is no failure. */
export async function labDownCommand(cli: Cli): Promise<void> {
  const { home } = await cli.config();
  const was = await labDown(home);
  if (cli.json) printJson(cli.io, { lab: was });
  else if (!cli.quiet) cli.io.out(`lab ${was === 'none' ? 'was not running' : was}\n`);
}

export async function labResetCommand(cli: Cli): Promise<void> {
  await labReset(await runningControl(cli));
  if (cli.json) printJson(cli.io, { reset: true });
  else if (!cli.quiet) cli.io.out('lab reset\n');
}

/** The token of the control API stays in its file. */
function tellUp(cli: Cli, { pid, endpoints }: LabFile): void {
  if (cli.json) return printJson(cli.io, { pid, endpoints });
  if (cli.quiet) return;
  cli.io.out(`lab is up (process ${pid})\n`);
  for (const [name, url] of Object.entries(endpoints)) cli.io.out(`  ${name.padEnd(5)} ${url}\n`);
}
