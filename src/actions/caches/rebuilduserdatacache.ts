import type { ActionContext } from '../action.ts';
import { fullAddress } from '../agents/full-address.ts';
import { defineAction } from '../define-action.ts';
import { serializedMap } from '../formats/php-serialize.ts';
import { done } from '../reply.ts';
import { exportFile } from '../export-file.ts';

export const rebuilduserdatacache = defineAction({
  name: 'rebuilduserdatacache',
  summary: 'Write who lives where, and which address and MAC he has, to files for scripts outside.',
  changes: 'outside',
  run: {
    handler: async context => {
      const users = await usersOf(context);
      const addresses = users.map(user => [user.login, fullAddress(user)] as const);
      const ips = users.map(({ login, ip }) => [login, ip ?? ''] as const);
      exportFile(context, 'exports/cache_address', serializedMap(new Map(addresses.filter(isKnown))));
      exportFile(context, 'exports/cache_ips', serializedMap(new Map(ips)));
      exportFile(context, 'exports/cache_mac', serializedMap(await macsOf(context)));
      return done('OK:REBUILDUSERDATACACHE');
    },
  },
});

async function usersOf({ db }: ActionContext) {
  return db
    .selectFrom('subscriber as s')
    .leftJoin('subscriber_profile as f', 'f.subscriber_id', 's.subscriber_id')
    .select(['s.login', 'f.street', 'f.building', 'f.apartment', 'f.ip'])
    .orderBy('s.subscriber_id')
    .execute();
}

function isKnown([, text]: readonly [string, string]): boolean {
  return text !== '';
}

async function macsOf({ db }: ActionContext): Promise<ReadonlyMap<string, string>> {
  const hosts = await db.selectFrom('host').select(['ip', 'mac']).orderBy('host_id').execute();
  return new Map(hosts.map(({ ip, mac }) => [ip, mac ?? '']));
}
