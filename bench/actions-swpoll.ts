import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import snmp from 'net-snmp';
import { startSwitches } from '../src/lab/switch/switches.ts';
import { addSwitches, loopbackAddresses, makeBed, omnicrm } from './actions-bed.ts';
import { costOfCommand, costOfWork, inTurn, printCost, printRatio } from './measure.ts';

const ROUNDS = 5;
const AGENTS = 200;
const MACS = 48;
const AT_ONCE = 32;

/** What the template `bridge` asks: the same walks without omnicrm. */
const OIDS = [
  '1.3.6.1.2.1.1',
  '1.3.6.1.2.1.2.2.1.8',
  '1.3.6.1.2.1.17.4.3.1.2',
  '1.3.6.1.2.1.31.1.1.1.18',
  '1.3.6.1.2.1.17.1.4.1.2',
];

/** `omnicrm action swpoll` of 200 agents (in a process of their own) against a loop of net-snmp's walks in this process. */
export async function swpollAgainstNetSnmp(): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url), ['serve']);
  const [port] = (await once(child, 'message')) as [number];
  const bed = await makeBed(`alter: {SNMP_PORT: ${port}}\n`);
  try {
    await addSwitches(bed, loopbackAddresses(AGENTS), 'bridge');
    const [ours, floor] = await inTurn(
      ROUNDS,
      () => costOfCommand([...omnicrm, 'action', 'swpoll'], bed.env),
      () => costOfWork(() => walkAll(port)),
    );
    printCost(`omnicrm action swpoll, ${AGENTS} agents`, ours);
    printCost('net-snmp alone, no start-up, nothing kept', floor);
    printRatio('against floor', floor, ours, 'none');
  } finally {
    await bed.close();
    child.disconnect();
  }
}

async function walkAll(port: number): Promise<void> {
  const waiting = loopbackAddresses(AGENTS).values();
  const worker = async (): Promise<void> => {
    for (const address of waiting) {
      const session = snmp.createSession(address, 'public', { port, version: snmp.Version2c });
      for (const oid of OIDS) {
        await new Promise<void>((resolve, reject) => {
          session.subtree(
            oid,
            25,
            () => false,
            error => (error === null || error === undefined ? resolve() : reject(error)),
          );
        });
      }
      session.close();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function serve(): Promise<void> {
  const ports = Array.from({ length: 24 }, (_, at) => `port ${at + 1}`);
  const fdb = Array.from({ length: MACS }, (_, at) => {
    return { mac: `02:00:00:00:00:${(at + 1).toString(16).padStart(2, '0')}`, port: (at % 24) + 1 };
  });
  const switches = await startSwitches(loopbackAddresses(AGENTS).map(address => ({ address, ports, fdb })));
  process.send?.(switches.port);
  await once(process, 'disconnect');
  await switches.close();
}

if (process.argv[2] === 'serve') await serve();
