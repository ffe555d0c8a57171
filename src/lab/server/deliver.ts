/** Sending a reply, whole or spoilt. */

import type { ServerResponse } from 'node:http';
import { cutSocket } from './cut-socket.ts';
import type { FaultEffect } from '../faults/rule.ts';
import type { LabReply } from '../simulator.ts';

/** How a reply ends: undefined is whole, `gone` is a client that left. */
export type DeliveryOutcome = 'reset' | 'hang' | 'truncate' | 'gone' | undefined;

/** How the reply will end under an effect. */
export function outcomeOf(response: ServerResponse, reply: LabReply, effect: FaultEffect): DeliveryOutcome {
  if (response.destroyed) return 'gone';
  if (effect.hang) return 'hang';
  if (effect.reset || effect.down || reply.close) return 'reset';
  return effect.truncate ? 'truncate' : undefined;
}

/** Sends the reply; resolves when it is out, or when no more of it will come. */
export async function deliver(
  response: ServerResponse,
  reply: LabReply,
  effect: FaultEffect,
  outcome: DeliveryOutcome,
): Promise<void> {
  if (outcome === 'gone' || outcome === 'hang') return;
  const body = Buffer.from(reply.body);
  if (effect.reset === 'mid-body') return cutOff(response, reply, body.subarray(0, body.length / 2), 'reset');
  if (outcome === 'reset') return cutSocket(response.socket);
  if (effect.truncate) return cutOff(response, reply, body.subarray(0, effect.truncate.bytes), 'truncate');
  response.writeHead(reply.status, headersOf(reply, body.length));
  if (effect.throttle) await trickle(response, body, effect.throttle.bytesPerSecond);
  else await new Promise<void>(resolve => response.end(body, resolve).once('close', resolve));
}

function headersOf(reply: LabReply, length: number): Record<string, string | number> {
  return { ...reply.headers, 'content-length': length };
}

/** Status, headers with the full length, a part of the body; then the connection ends. */
async function cutOff(
  response: ServerResponse,
  reply: LabReply,
  part: Buffer,
  how: 'reset' | 'truncate',
): Promise<void> {
  response.writeHead(reply.status, headersOf(reply, Buffer.byteLength(reply.body)));
  response.flushHeaders();
  if (part.length > 0) response.write(part);
  // An RST may overtake data that the other side has not read yet.
  await pause(20);
  if (how === 'reset') cutSocket(response.socket);
  else response.socket?.destroy();
}

async function trickle(response: ServerResponse, body: Buffer, bytesPerSecond: number): Promise<void> {
  const size = Math.max(1, Math.round(bytesPerSecond / 20));
  for (let start = 0; start < body.length && !response.destroyed; start += size) {
    response.write(body.subarray(start, start + size));
    await pause(50);
  }
  response.end();
}

/** Waits; does not keep the process alive. */
export function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms).unref());
}
