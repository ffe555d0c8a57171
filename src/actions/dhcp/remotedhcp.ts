import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { phpJson } from '../formats/php-json.ts';
import { done } from '../reply.ts';
import { handlerFile } from './handler-files.ts';

export const remotedhcp = defineAction({
  name: 'remotedhcp',
  summary: 'The DHCP files as they were last written, as JSON for servers elsewhere.',
  gate: { REMOTEDHCP_ENABLED: 'ERROR:REMOTEDHCP_DISABLED' },
  changes: 'nothing',
  run: {
    handler: async context => {
      const names = await configNames(context);
      if (names.length === 0) return done('[]');
      const files = [
        ['dhcpd.conf', read(context, 'dhcpd.conf', '#EX_DHCPDCONF_NOT_EXISTS')],
        ...names.map(name => [name, read(context, name, `#${name}_NOT_EXISTS`)] as const),
      ] as const;
      const reply = phpJson(new Map(files.map(([name, content]) => [name, new Map([['content', content]])])));
      return { ...done(reply), recorded: `${files.length} files` };
    },
  },
});

async function configNames({ db }: ActionContext): Promise<readonly string[]> {
  const networks = await db
    .selectFrom('network')
    .select('config_name')
    .where('config_name', 'is not', null)
    .orderBy('network_id')
    .execute();
  return networks.flatMap(({ config_name }) => config_name ?? []);
}

function read({ config }: ActionContext, name: string, missing: string): string {
  const path = join(config.home, handlerFile(name));
  return existsSync(path) ? readFileSync(path, 'utf8') : missing;
}
