import type { ActionContext } from '../action.ts';
import { type Member, type RadiusServer, readMembers, readServers } from './members.ts';
import { userNames } from './user-names.ts';

/** A subscriber at a server, by the name that he has there. */
export interface Seat {
  readonly member: Member;
  readonly server: RadiusServer;
  readonly userName: string;
}

/** Everybody at each server of his network. */
export async function readSeats(context: ActionContext): Promise<readonly Seat[]> {
  const servers = await readServers(context.db);
  const members = await readMembers(context.db);
  for (const { user_name, ip } of servers)
    if (!userNames.has(user_name)) context.tell(`MULTIGEN ${ip}: no user names of the kind ${user_name}`);
  return servers.flatMap(server =>
    members.flatMap(member => {
      const userName = userNames.get(server.user_name)?.(member);
      return member.network_id !== server.network_id || !userName ? [] : [{ member, server, userName }];
    }),
  );
}
