import { once } from 'node:events';
import { OmnicrmError } from '../../errors.ts';
import { serveWarnings } from '../access/serve-warnings.ts';
import type { Cli, CommandDefinition } from '../command.ts';
import { exitCodeOfSignal } from '../exit-codes.ts';
import { asOmnicrmError } from '../as-omnicrm-error.ts';
import { errorText } from '../print-error.ts';
import { printJson } from '../output/print-json.ts';
import { requireDatabase } from '../with-database.ts';

interface ServeOptions {
  readonly host?: string;
  readonly port?: string;
}

export const serve: CommandDefinition = {
  define: (command, cli) => {
    command
      .description('listen for HTTP requests, on loopback unless told otherwise; callers show a token or an API key')
      .option('--host <address>', 'the address to listen on (default: http.host)')
      .option('--port <n>', 'a port, 0 for a free one (default: http.port)')
      .action(async (options: ServeOptions) => serveUntilSignal(cli, options));
  },
};

/** Listens until the first signal; requests in flight are answered. */
async function serveUntilSignal(cli: Cli, options: ServeOptions): Promise<void> {
  const config = await cli.config();
  const where = { host: options.host ?? config.http.host, port: portOf(options.port) ?? config.http.port };
  requireDatabase(config);
  for (const warning of serveWarnings(config, where.host)) cli.io.err(`warning: ${warning}\n`);
  const { createApp } = await import('../../app.ts');
  const app = await createApp(config, { report: error => cli.io.err(errorText(asOmnicrmError(error))) });
  try {
    const { signal } = cli.io;
    const url = await app.listen(where);
    if (cli.json) printJson(cli.io, { url, pid: process.pid });
    else cli.io.err(`listening on ${url}\n`);
    if (!signal.aborted) await once(signal, 'abort');
    cli.exitCode = exitCodeOfSignal(signal.reason);
  } finally {
    await app.close();
  }
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new OmnicrmError('E_USAGE', `--port takes a number up to 65535, not '${text}'`);
}
