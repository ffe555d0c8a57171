/** Packets that tell a server to disconnect a subscriber or to change what he has. */
import type { ActionContext } from '../action.ts';
import { hasAccess } from '../subscribers/has-access.ts';
import { fillMacros, secretOf } from './fill-macros.ts';
import type { Seat } from './seats.ts';

export interface Packet {
  readonly template: PacketTemplate;
  /** `address:port`. */
  readonly to: string;
  readonly secret: string;
  /** `User-Name=alice`, more between commas. */
  readonly attributes: string;
}

/** In the order in which a server gets them. */
export const packetTemplates = ['pod', 'coa_disconnect', 'coa_connect'] as const;
export type PacketTemplate = (typeof packetTemplates)[number];

/**
 * What a server is told of a subscriber whose state changed, or whose attributes have other values; nothing the first time that
 * he is seen. Who loses access is disconnected one way: by PoD, or by CoA where there is no PoD.
 */
export function packetsFor(context: ActionContext, seat: Seat, attributesChanged: boolean): readonly Packet[] {
  const { server, member } = seat;
  if (member.was_active === null) return [];
  const isMeant = (name: PacketTemplate): boolean =>
    server.service.includes(name === 'pod' ? 'pod' : 'coa') && Boolean(server[name]);
  const wanted = wantedTemplates(member.was_active === 1, hasAccess(member), attributesChanged);
  const possible = wanted.find(names => names.every(isMeant));
  return packetsOf(context, seat, possible ?? []);
}

/** Ways to tell it, the better one first. */
function wantedTemplates(before: boolean, now: boolean, changed: boolean): readonly (readonly PacketTemplate[])[] {
  if (before && !now) return [['pod'], ['coa_disconnect']];
  if (!before && now) return [['coa_connect']];
  return now && changed ? [['coa_disconnect', 'coa_connect']] : [];
}

/** The packets of a subscriber by these templates; one that the server does not have, or that cannot be filled, is left out. */
export function packetsOf(context: ActionContext, seat: Seat, templates: readonly PacketTemplate[]): readonly Packet[] {
  const { server } = seat;
  return templates.flatMap(template => {
    const text = server[template] ?? '';
    const attributes = fillMacros(text, seat);
    if (text !== '' && attributes === undefined) context.tell(`MULTIGEN ${server.ip}: a macro is unknown in ${text}`);
    if (!attributes) return [];
    return [{ template, to: `${server.ip}:${server.port}`, secret: secretOf(server), attributes }];
  });
}
