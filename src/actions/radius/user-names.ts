import type { Member } from './members.ts';

/** What a server calls a subscriber; undefined for one who has no such name. */
export const userNames: ReadonlyMap<string, (member: Member) => string | undefined> = new Map<
  string,
  (member: Member) => string | undefined
>([
  ['login', ({ login }) => login],
  ['ip', ({ ip }) => ip],
  ['mac', ({ mac }) => mac?.toLowerCase()],
  ['macup', ({ mac }) => mac?.toUpperCase()],
  ['macju', ({ mac }) => inFours(mac)],
  ['meaculpa', ({ alias }) => alias ?? undefined],
]);

/** As Juniper writes it: `0200.0000.000b`. */
function inFours(mac: string | null): string | undefined {
  const digits = mac?.toLowerCase().replaceAll(':', '') ?? '';
  return digits.match(/.{4}/g)?.join('.');
}
