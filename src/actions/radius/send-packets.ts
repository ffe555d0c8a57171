/** Sends packets by radclient, many by one call of it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActionContext } from '../action.ts';
import { concurrently } from '../network/concurrently.ts';
import { runProgram } from '../network/programs/run-program.ts';
import { type Packet, type PacketTemplate, packetTemplates } from './packets.ts';

const SERVERS_AT_ONCE = 8;
const PACKETS_AT_ONCE = 100;
const ANSWER_SECONDS = 3;

/** Those of one server go in the templates' order; a server that answers none of a hundred is left alone, and holds nothing up. */
export async function sendPackets(context: ActionContext, packets: readonly Packet[]): Promise<void> {
  const byServer = new Map<string, Packet[]>();
  for (const packet of packets) byServer.set(packet.to, [...(byServer.get(packet.to) ?? []), packet]);
  await concurrently([...byServer.values()], SERVERS_AT_ONCE, group => sendToServer(context, group));
}

async function sendToServer(context: ActionContext, group: readonly Packet[]): Promise<void> {
  const parts = packetTemplates.flatMap(template => inParts(group.filter(packet => packet.template === template)));
  let waiting = group.length;
  for (const part of parts) {
    const { good, refused } = await send(context, part);
    count(context, 'packets', good);
    count(context, 'refused_packets', refused);
    if (good + refused === 0) break;
    waiting -= good + refused;
  }
  count(context, 'unanswered_packets', waiting);
  if (waiting > 0) context.tell(`MULTIGEN ${group[0]?.to ?? ''}: no answer to ${waiting} packets`);
}

function inParts(packets: readonly Packet[]): readonly (readonly Packet[])[] {
  const number = Math.ceil(packets.length / PACKETS_AT_ONCE);
  return Array.from({ length: number }, (_, part) =>
    packets.slice(part * PACKETS_AT_ONCE, (part + 1) * PACKETS_AT_ONCE),
  );
}

const commands: Readonly<Record<PacketTemplate, string>> = {
  pod: 'disconnect',
  coa_disconnect: 'coa',
  coa_connect: 'coa',
};

/** How many were done, and how many refused. The secret goes by a file: arguments are for everybody to read. */
async function send(context: ActionContext, packets: readonly Packet[]): Promise<{ good: number; refused: number }> {
  const [{ template, to, secret } = missing()] = packets;
  const [program = 'radclient', ...words] = (context.options.text('MULTIGEN_RADCLIENT') || 'radclient').split(' ');
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-radius-'));
  const file = join(folder, 'secret');
  try {
    writeFileSync(file, `${secret}\n`, { mode: 0o600 });
    const limits = ['-r', '1', '-t', String(ANSWER_SECONDS), '-p', String(PACKETS_AT_ONCE)];
    const { code, stdout } = await runProgram(program, [...words, ...limits, '-S', file, to, commands[template]], {
      input: packets.map(({ attributes }) => `${attributes}\n\n`).join(''),
      signal: context.signal,
      hint: 'radclient is in the package freeradius-utils; MULTIGEN_RADCLIENT names it',
    });
    if (code === 0) return { good: packets.length, refused: 0 };
    return { good: numberOf(stdout, /^Received \S+-ACK /gm), refused: numberOf(stdout, /^Received \S+-NAK /gm) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function missing(): never {
  throw new RangeError('no packets');
}

function numberOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function count(context: ActionContext, name: string, number: number): void {
  if (number > 0) context.count(name, number);
}
