import type { Member } from './members.ts';
import { macInFours } from './mac-forms.ts';

/** What a server calls a subscriber; undefined for one who has no such name. */
export const userNames: ReadonlyMap<string, (member: Member) => string | undefined> = new Map<
  string,
  (member: Member) => string | undefined
>([
  ['login', ({ login }) => login],
  ['ip', ({ ip }) => ip],
  ['mac', ({ mac }) => mac?.toLowerCase()],
  ['macup', ({ mac }) => mac?.toUpperCase()],
  ['macju', ({ mac }) => macInFours(mac)],
  ['meaculpa', ({ alias }) => alias ?? undefined],
]);
