import type { Config } from '../../config.ts';
import { OmnicrmError } from '../../errors.ts';
import type { NotificationTarget } from '../../provisioning/notify/targets.ts';
import { asOmnicrmError } from '../as-omnicrm-error.ts';
import type { Cli } from '../command.ts';
import { exitCodeOf } from '../exit-codes.ts';
import { printJson } from '../output/print-json.ts';
import { printable } from '../output/print-table.ts';

interface Trial {
  readonly kind: string;
  readonly recipient: string;
  readonly reply: string | null;
  readonly error: string | null;
  readonly exitCode: number;
}

/** Sends a trial message to each configured recipient, or to one address, and tells what each said. */
export async function sendTest(cli: Cli, to: string | undefined): Promise<void> {
  const { mailTo, notificationTargets } = await import('../../provisioning/notify/targets.ts');
  const config = await cli.config();
  const targets = to === undefined ? notificationTargets(config) : [mailTo([checkedAddress(to)])];
  if (targets.length === 0) throw nobody();
  const trials = await Promise.all(targets.map(target => tryTarget(cli, config, target)));
  cli.exitCode = Math.max(...trials.map(({ exitCode }) => exitCode));
  if (cli.json) printJson(cli.io, { data: trials.map(documentOf), exit_code: cli.exitCode });
  else for (const trial of trials) tellTrial(cli, trial);
}

async function tryTarget(cli: Cli, config: Config, { kind, recipient }: NotificationTarget): Promise<Trial> {
  const { sendTrial } = await import('../../provisioning/notify/send-trial.ts');
  try {
    const { reply, warning } = await sendTrial(config, { kind, recipient }, cli.io.signal);
    return { kind, recipient, reply, error: warning ?? null, exitCode: 0 };
  } catch (error) {
    const { code, message } = asOmnicrmError(error);
    return { kind, recipient, reply: null, error: message, exitCode: exitCodeOf(code) };
  }
}

function documentOf({ kind, recipient, reply, error }: Trial): Omit<Trial, 'exitCode'> {
  return { kind, recipient, reply, error };
}

function tellTrial(cli: Cli, { kind, recipient, reply, error }: Trial): void {
  if (reply !== null) cli.io.out(`${printable(`${kind} to ${recipient}: ${reply}`)}\n`);
  if (error !== null) cli.io.err(`${printable(`omnicrm: ${kind} to ${recipient}: ${error}`)}\n`);
}

function checkedAddress(to: string): string {
  if (/^[^\s@,;<>\p{Cc}]+@[^\s@,;<>\p{Cc}]+$/u.test(to)) return to;
  throw new OmnicrmError('E_USAGE', `'${to}' is no mail address`);
}

function nobody(): OmnicrmError {
  return new OmnicrmError('E_CONFIG', 'nobody is told about failed runs', {
    hint: 'Set provisioning.failure_list, notifications.webhook.urls or notifications.telegram, or give --to.',
  });
}
