import type { CommandDefinition } from '../command.ts';
import type { ServeOptions } from '../serve/serve-until-signal.ts';

export const serve: CommandDefinition = {
  define: (command, cli) => {
    command
      .description('listen for HTTP requests, on loopback unless told otherwise; callers show a token or an API key')
      .option('--host <address>', 'the address to listen on (default: http.host)')
      .option('--port <n>', 'a port, 0 for a free one (default: http.port)')
      .option('--grace <seconds>', 'how long runs may go on when it is told to stop (default: http.grace)')
      .option('--log-level <level>', 'debug, info, warn or error', 'info')
      .addHelpText('after', stopping)
      .action(async (options: ServeOptions) => {
        await (await import('../serve/serve-until-signal.ts')).serveUntilSignal(cli, options);
      });
  },
};

const stopping = `
It also takes care of runs whose process has died, of orders held for a backend, and of messages that are due.
The first SIGTERM or SIGINT: no more connections, runs under way have the grace to end, then they turn back. The second: it
leaves at once; the journal knows where the runs were, and the next omnicrm takes care of them.`;
