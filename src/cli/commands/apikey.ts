import type { NewKeyOptions } from '../access/api-keys.ts';
import type { CommandDefinition } from '../command.ts';

const keys = () => import('../access/api-keys.ts');

export const apikey: CommandDefinition = {
  define: (command, cli) => {
    command
      .command('add')
      .description('make a key for a program and print it, this once')
      .argument('<name>')
      .option('--role <role>', 'what it may do; may be repeated, as all of these', collect, [])
      .option('--permission <permission>', 'one thing it may do, such as create_provision', collect, [])
      .option('--route <method path>', "only for this route, such as 'GET /crm/customer/*'", collect, [])
      .option('--action <name>', 'for this remote action, * for all (default: none)', collect, [])
      .option('--from <address>', 'only from this address or network (default: anywhere)', collect, [])
      .option('--expires <date>', 'good until then')
      .action(async (name: string, options: NewKeyOptions) => (await keys()).addApiKey(cli, name, options));
    command
      .command('list')
      .description('list keys')
      .action(async () => (await keys()).listAllApiKeys(cli));
    command
      .command('disable')
      .description('take a key out of use')
      .argument('<id>')
      .action(async (id: string) => (await keys()).disableKey(cli, id));
  },
};

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
