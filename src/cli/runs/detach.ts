import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { OmnicrmError } from '../../errors.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';

/**
 * Starts the same command as a process of its own and returns as soon as its run has a row: the first line of its
 * events says which, or why there is none. What the run does later is in `omnicrm status`.
 */
export async function detach(cli: Cli): Promise<void> {
  const words = cli.argv.filter(word => word !== '--detach' && word !== '--json' && word !== '--events');
  const child = spawn(process.execPath, [process.argv[1] ?? '', ...words, '--events'], {
    cwd: cli.io.cwd,
    env: { ...cli.io.env },
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exit = new Promise<number>((resolve, reject) => {
    child.once('exit', code => resolve(code ?? 1));
    child.once('error', reject);
  });
  const first = await firstLine(child.stdout);
  if (first.provision_id !== undefined && first.type === 'run_start') return tell(cli, first.provision_id);
  cli.exitCode = await exit;
  const { code = 'E_INTERNAL', message = 'the run ended before it began', hint } = first.error ?? {};
  if (first.error !== undefined || cli.exitCode !== 0) throw new OmnicrmError(code, message, { hint });
}

interface FirstLine {
  readonly type?: string;
  readonly provision_id?: number;
  readonly error?: { readonly code: OmnicrmError['code']; readonly message: string; readonly hint?: string };
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<FirstLine> {
  const lines = createInterface({ input: stream });
  for await (const line of lines) {
    const first: FirstLine = JSON.parse(line);
    return first;
  }
  return {};
}

function tell(cli: Cli, provisionId: number): void {
  if (cli.json) printJson(cli.io, { provision_id: provisionId, provisioning_status: 1, detached: true });
  else cli.io.out(`run ${provisionId} started; omnicrm status ${provisionId} --watch follows it\n`);
}
