import type { CommandDefinition } from '../command.ts';
import { idOf } from '../things/id-of.ts';
import type { StatusOptions } from '../status/status-options.ts';

export const status: CommandDefinition = {
  define: (command, cli) => {
    command
      .argument('[run]', 'a run: then its tasks, durations and errors')
      .option('--watch', 'follow until the run ends, or until interrupted')
      .option('--url <url>', 'with --watch: follow a run of the omnicrm that listens there')
      .option('--token-file <file>', 'its access token (default: OMNICRM_TOKEN)')
      .option('--failed', 'failed runs only')
      .option('--search <text>', 'runs whose play, title or customer holds this text')
      .option('--page <n>', 'which page', '1')
      .option('--per-page <n>', 'runs on a page, at most 500', '20')
      .action(async (run: string | undefined, options: StatusOptions) => {
        if (options.url !== undefined)
          await (await import('../status/watch-url.ts')).watchUrl(cli, idOf('run', run ?? ''), options);
        else if (run === undefined) await (await import('../status/list-runs.ts')).listRuns(cli, options);
        else await (await import('../status/show-run.ts')).showRun(cli, idOf('run', run), options);
      });
  },
};
