/** Packets that tell a server to disconnect a subscriber or to change what he has. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActionContext } from '../action.ts';
import { concurrently } from '../network/concurrently.ts';
import { runProgram } from '../network/programs/run-program.ts';
import { fillMacros, secretOf } from './fill-macros.ts';
import type { Seat } from './seats.ts';
import { hasAccess } from '../subscribers/has-access.ts';

export interface Packet {
  readonly kind: 'disconnect' | 'coa';
  /** `address:port`. */
  readonly to: string;
  readonly secret: string;
  /** `User-Name=alice`, more between commas. */
  readonly attributes: string;
}

type Template = 'pod' | 'coa_connect' | 'coa_disconnect';

const AT_ONCE = 8;
const ANSWER_SECONDS = 3;

/** What a server is told of a subscriber whose state or attributes changed; nothing the first time that he is seen. */
export function packetsFor(seat: Seat, attributesChanged: boolean): readonly Packet[] {
  const { was_active } = seat.member;
  if (was_active === null) return [];
  const now = hasAccess(seat.member);
  const [byPod, byCoa] = ['pod', 'coa'].map(way => seat.server.service.includes(way));
  if (was_active === 1 && !now) return packetsOf(seat, byPod ? ['pod'] : byCoa ? ['coa_disconnect'] : []);
  if (!byCoa || !now) return [];
  if (was_active === 0) return packetsOf(seat, ['coa_connect']);
  return packetsOf(seat, attributesChanged ? ['coa_disconnect', 'coa_connect'] : []);
}

/** The packets of a subscriber by these templates; one that the server does not have is left out. */
export function packetsOf(seat: Seat, templates: readonly Template[]): readonly Packet[] {
  const { server } = seat;
  return templates.flatMap(name => {
    const attributes = fillMacros(server[name] ?? '', seat);
    if (!attributes) return [];
    const kind = name === 'pod' ? ('disconnect' as const) : ('coa' as const);
    return [{ kind, to: `${server.ip}:${server.port}`, secret: secretOf(server), attributes }];
  });
}

/** Sends them by radclient, those of one server in their order; one that is not answered is told and holds nothing up. */
export async function sendPackets(context: ActionContext, packets: readonly Packet[]): Promise<void> {
  const byServer = new Map<string, Packet[]>();
  for (const packet of packets) byServer.set(packet.to, [...(byServer.get(packet.to) ?? []), packet]);
  await concurrently([...byServer.values()], AT_ONCE, async group => {
    for (const packet of group) await send(context, packet);
  });
}

/** The secret goes by a file: arguments are for everybody to read. */
async function send(context: ActionContext, { kind, to, secret, attributes }: Packet): Promise<void> {
  const [program = 'radclient', ...words] = (context.options.text('MULTIGEN_RADCLIENT') ?? 'radclient').split(' ');
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-radius-'));
  const file = join(folder, 'secret');
  try {
    writeFileSync(file, `${secret}\n`, { mode: 0o600 });
    const args = [...words, '-r', '1', '-t', String(ANSWER_SECONDS), '-S', file, to, kind];
    const { code } = await runProgram(program, args, {
      input: `${attributes}\n`,
      signal: context.signal,
      hint: 'radclient is in the package freeradius-utils; MULTIGEN_RADCLIENT names it',
    });
    context.count(code === 0 ? 'packets' : 'refused_packets');
    if (code !== 0) context.tell(`MULTIGEN ${kind} to ${to}: no, or no answer`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
