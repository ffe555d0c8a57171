import { OmnicrmError } from '../../errors.ts';
import type { CommandDefinition } from '../command.ts';
import { type FaultOptions, faultKinds } from './lab/fault-rule.ts';
import type { CallsOptions } from './lab/show-calls.ts';
import type { UpOptions } from './lab/up.ts';

export const lab: CommandDefinition = {
  define: (command, cli) => {
    command
      .command('up')
      .description('start the simulators: OCS, HSS nodes, SMS gateway, payments, mail')
      .option('--detach', 'return when they answer; lab down ends them')
      .option('--hss <n>', 'how many HSS nodes', wholeNumber)
      .option('--idle-minutes <n>', 'end after so long without a call', wholeNumber)
      .action(async (options: UpOptions) => (await import('./lab/up.ts')).labUpCommand(cli, options));
    command
      .command('down')
      .description('end the simulators')
      .action(async () => (await import('./lab/up.ts')).labDownCommand(cli));
    command
      .command('state')
      .description('print what the systems hold, secrets masked')
      .argument('[system]', 'ocs, hss1, sms, pay or smtp')
      .action(async (system?: string) => (await import('./lab/show-state.ts')).showState(cli, system));
    command
      .command('digest')
      .description('print one hash of what the systems hold, to compare before and after')
      .argument('[systems...]', 'ocs, hss, sms, pay or smtp')
      .action(async (systems: string[]) => (await import('./lab/show-digest.ts')).showDigest(cli, systems));
    command
      .command('calls')
      .description('print the calls the systems got')
      .option('--writes', 'only calls that may change something')
      .option('--system <name>', 'only of ocs, hss, sms, pay or smtp')
      .option('--since <seq>', 'only those after this number', wholeNumber)
      .action(async (options: CallsOptions) => (await import('./lab/show-calls.ts')).showCalls(cli, options));
    const kinds = faultKinds.join(', ');
    command
      .command('fault')
      .description('make a system misbehave; without a system, list the faults that are armed')
      .argument('[system]', 'ocs, hss, hss2, sms, pay or smtp')
      .option('--kind <kind>', `one of ${kinds}`)
      .option('--status <code>', 'HTTP status of the kind status')
      .option('--message <text>', 'message of the kind rpc-error')
      .option('--ms <n>', 'delay of the kind latency')
      .option('--commit', 'carry the call out, then fail')
      .option('--nth <n>', 'only the nth call that fits')
      .option('--every <n>', 'each nth call')
      .option('--first <n>', 'the first n calls')
      .option('--after <n>', 'calls after the first n')
      .option('--times <n>', 'disarm after n times')
      .option('--method <method>', 'only calls with this HTTP method or SMTP verb')
      .option('--path <glob>', 'only calls to such a path')
      .option('--rpc <glob>', 'only such procedures, as *.SetAccount')
      .option('--named <set>', 'a named set of faults: flaky, slow, ocs-down, …')
      .option('--clear [id]', 'take one fault away; all of them when no id is given')
      .action(async (system: string | undefined, options: FaultOptions & { named?: string; clear?: string | true }) =>
        (await import('./lab/fault.ts')).faultCommand(cli, system, options),
      );
    command
      .command('reset')
      .description('back to the state after the start: no data, no faults, no calls')
      .action(async () => (await import('./lab/up.ts')).labResetCommand(cli));
  },
};

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new OmnicrmError('E_USAGE', `'${text}' is no whole number`);
}
