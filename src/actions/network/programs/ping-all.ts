import { OmnicrmError } from '../../../errors.ts';
import type { ActionContext } from '../../action.ts';
import { runProgram } from './run-program.ts';

/** Three echoes, half a second for each to come back, a millisecond between two packets. */
const DEFAULT_COMMAND = 'fping -r 2 -t 500 -i 1';

/** From here on its exit codes are trouble of its own: 1 and 2 only tell of hosts that do not answer or are not known. */
const FIRST_FAULT = 3;

/**
 * Those of the addresses that answer an ICMP echo, asked all at once by fping (`FPING_PATH`: a program with options, split at
 * blanks). Throws E_CONFIG when there is no fping or it may not send.
 */
export async function pingAll(
  { options, signal }: Pick<ActionContext, 'options' | 'signal'>,
  addresses: Iterable<string>,
  echoes = 3,
): Promise<ReadonlySet<string>> {
  const asked = [...new Set(addresses)].filter(isTarget);
  if (asked.length === 0) return new Set();
  const command = options.text('FPING_PATH') || DEFAULT_COMMAND.replace('-r 2', `-r ${echoes - 1}`);
  const [program = 'fping', ...args] = command.split(/\s+/).filter(word => word !== '');
  const { code, stdout, stderr } = await runProgram(program, args, {
    input: `${asked.join('\n')}\n`,
    timeoutSeconds: 60 + asked.length,
    signal,
    hint: 'install the package fping, or name the program in the option FPING_PATH',
  });
  if (code >= FIRST_FAULT && !stdout.includes(' is ')) {
    throw new OmnicrmError('E_CONFIG', `${program} ended with ${code}: ${stderr.trim()}`);
  }
  return new Set(
    stdout.split('\n').flatMap(line => (line.endsWith(' is alive') ? [line.slice(0, line.indexOf(' '))] : [])),
  );
}

/** Addresses and host names: what else stands in a table must not become a word of its own for fping. */
function isTarget(text: string): boolean {
  return /^[A-Za-z0-9_][\w.:-]*$/.test(text);
}
