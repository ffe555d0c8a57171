import { OmnicrmError } from '../../../errors.ts';
import type { ActionContext } from '../../action.ts';
import { runProgram } from './run-program.ts';

type Floor = Pick<ActionContext, 'options' | 'signal'>;

const NETWORK_SECONDS = 900;
const PORT_SECONDS = 30;

/** The addresses of a network (`10.0.0.0/24`) that nmap finds alive. Throws E_CONFIG when there is no nmap, E_INPUT for what is no network. */
export async function scanNetwork(floor: Floor, cidr: string): Promise<readonly string[]> {
  if (!/^\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?$/.test(cidr)) throw new OmnicrmError('E_INPUT', `'${cidr}' is no network`);
  const output = await nmap(floor, ['-sn', '-n', '-oG', '-', cidr], NETWORK_SECONDS);
  return [...output.matchAll(/^Host: (\S+) .*Status: Up$/gm)].map(match => match[1] ?? '');
}

/** Whether nmap holds a UDP port for open; a port that does not answer may be. */
export async function isUdpOpen(floor: Floor, host: string, port: number): Promise<boolean> {
  const output = await nmap(floor, ['-sU', '-n', '-Pn', '-p', String(port), '-oG', '-', host], PORT_SECONDS);
  return new RegExp(`\\b${port}/open`).test(output);
}

async function nmap({ options, signal }: Floor, args: readonly string[], timeoutSeconds: number): Promise<string> {
  const program = options.text('NMAP_PATH') || 'nmap';
  const hint = 'install the package nmap, or name the program in the option NMAP_PATH';
  const { code, stdout, stderr } = await runProgram(program, args, { timeoutSeconds, signal, hint });
  if (code !== 0) throw new OmnicrmError('E_CONFIG', `${program} ended with ${code}: ${stderr.trim()}`);
  return stdout;
}
