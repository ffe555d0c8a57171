/** Switches on loopback addresses: those that are told answer SNMP, all others are dead to it. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { OmnicrmError } from '../../errors.ts';
import { type SimulatedSwitch, startAgent } from './switch-agent.ts';

export type { SimulatedSwitch } from './switch-agent.ts';

/** An address of the loopback network that answers nothing, not even an echo: its broadcast address. */
export const DEAD_ADDRESS = '127.255.255.255';

export interface Switches {
  /** The UDP port that all of them answer on. */
  readonly port: number;
  /** Takes one off the network. */
  down(address: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts an agent for each; port 0 takes a free one. Throws E_BACKEND_DOWN when an address has that port taken. */
export async function startSwitches(switches: readonly SimulatedSwitch[], { port = 0 } = {}): Promise<Switches> {
  const chosen = port === 0 ? await freePort() : port;
  const agents = new Map<string, Awaited<ReturnType<typeof listening>>>();
  const stop = async (address: string): Promise<void> => {
    const agent = agents.get(address);
    agents.delete(address);
    if (agent !== undefined) await new Promise<void>(resolve => agent.close(() => resolve()));
  };
  const close = async (): Promise<void> => {
    await Promise.all([...agents.keys()].map(stop));
  };
  try {
    for (const one of switches) agents.set(one.address, await listening(one, chosen));
  } catch (error) {
    await close();
    throw error;
  }
  return { port: chosen, down: stop, close };
}

async function listening(one: SimulatedSwitch, port: number): Promise<ReturnType<typeof startAgent>> {
  const agent = startAgent(one, port);
  try {
    await Promise.all(Object.values(agent.listener.sockets).map(socket => once(socket, 'listening')));
  } catch (cause) {
    throw new OmnicrmError('E_BACKEND_DOWN', `a switch of the lab cannot listen on ${one.address}:${port}`, { cause });
  }
  return agent;
}

async function freePort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}
