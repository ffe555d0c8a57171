import type { CommandDefinition } from '../command.ts';

export const cron: CommandDefinition = {
  define: (command, cli) => {
    command.description('run actions at their times: the list `cron` of the configuration').addHelpText('after', list);
    command
      .command('run')
      .description('run each job when it is due, until a signal; first those that were missed, by their policies')
      .action(async () => (await import('../cron/run-jobs.ts')).runJobs(cli));
    command
      .command('catch-up')
      .description('run what was missed, by the policies, and end: for those whose crontab starts the jobs')
      .action(async () => (await import('../cron/catch-up-jobs.ts')).catchUpJobs(cli));
    command
      .command('print')
      .description('print crontab lines that have the same effect')
      .option('--systemd', 'print timer units instead')
      .action(async (options: { systemd?: boolean }) =>
        (await import('../cron/print-jobs.ts')).printJobs(cli, options.systemd === true),
      );
    command
      .command('status')
      .description('how each job stands; exit code 3 when one has not come to a good end for too long')
      .action(async () => (await import('../cron/show-status.ts')).showStatus(cli));
  },
};

const list = `
A job in crm_config.yaml:
  cron:
    - schedule: '40 1 1 * *'            five fields, local time
      action: vserviceschargefee        or 'fullhostscan&param=traffdiff&nn=1'
      missed: once                      skip (default), once, each
      deadline: 12h                     older ones are not caught up: an error (default 1d)
      window: 01:00-06:00               the only time of day to catch up (default: any)
      overlap: wait                     when it is running already: skip, wait, fail (default: the action's own)
      alarm_after: 2                    so many due times without a success are an alarm
      name: monthly fee                 default: the action`;
