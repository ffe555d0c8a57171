import { connect } from 'node:net';
import { connectionProblem } from '../../engine/network/connection-problem.ts';
import type { Playbook } from '../../engine/index.ts';
import type { ProvisioningContext } from '../context.ts';
import type { Backend } from './backend.ts';
import { backendsOf, originOf } from './backends-of.ts';
import type { Governor } from './governor/governor.ts';
import { noAnswerInTime, outageText } from './governor/unreachable.ts';
import { neededBackends } from './needed-backends.ts';

const CONNECT_MS = 1000;
const FRESH_MS = 5000;

export interface DownBackend {
  readonly backend: string;
  readonly origin: string;
  readonly reason: string;
}

/**
 * Those backends that a play needs and that take no connection now; asked for at most a second, all at once. `freshMs`: an
 * answer as young as this says enough, 0 for none.
 */
export async function backendsDown(
  context: Pick<ProvisioningContext, 'config' | 'backends'>,
  playbook: Playbook,
  freshMs = FRESH_MS,
): Promise<readonly DownBackend[]> {
  const own = originOf(context.config.baseUrl);
  const needed = neededBackends(playbook, backendsOf(context.config).values()).filter(({ origin }) => origin !== own);
  const looked = await Promise.all(
    needed.map(backend => lookAt(backend, context.backends.governorOf(backend.origin), freshMs)),
  );
  return looked.filter(down => down !== undefined);
}

async function lookAt(
  backend: Backend,
  governor: Governor | undefined,
  freshMs: number,
): Promise<DownBackend | undefined> {
  const { name, origin } = backend;
  if (governor?.outage !== undefined) return { backend: name, origin, reason: outageText(governor.outage) };
  if (governor?.lastAnswer !== undefined && performance.now() - governor.lastAnswer < freshMs) return undefined;
  const problem = await connectProblem(new URL(origin));
  return problem === undefined ? undefined : { backend: name, origin, reason: connectionProblem(problem) };
}

/** Why no TCP connection comes about; undefined when one does. */
function connectProblem({ protocol, hostname, port }: URL): Promise<Error | undefined> {
  return new Promise(resolve => {
    const host = hostname.replace(/^\[(.*)\]$/, '$1');
    const socket = connect({ host, port: Number(port) || (protocol === 'https:' ? 443 : 80), timeout: CONNECT_MS });
    const end = (problem: Error | undefined): void => {
      socket.destroy();
      resolve(problem);
    };
    socket.once('connect', () => end(undefined));
    socket.once('timeout', () => end(noAnswerInTime('connection', CONNECT_MS)));
    socket.once('error', end);
  });
}
