import type { CommandDefinition } from '../command.ts';
import type { NewUserOptions } from '../access/users.ts';

const passwordFile = ['--password-file <file>', 'a file that holds the password, - for standard input'] as const;
const users = () => import('../access/users.ts');

export const user: CommandDefinition = {
  define: (command, cli) => {
    command
      .command('list')
      .description('list users')
      .option('--search <text>', 'users with this in name or address')
      .action(async (options: { search?: string }) => (await users()).listAllUsers(cli, options.search));
    command
      .command('show')
      .description('show one user')
      .argument('<user>', 'id or mail address')
      .action(async (ref: string) => (await users()).showUser(cli, ref));
    command
      .command('add')
      .description('add a user; the password is asked for on a terminal')
      .argument('<email>')
      .option('--name <name>', 'default: the mail address')
      .option('--role <role>', 'may be repeated', collect, [])
      .option('--customer <id>', "whose account the login is; without it, one of the operator's staff")
      .option(...passwordFile)
      .action(async (email: string, options: NewUserOptions) => (await users()).addUser(cli, email, options));
    command
      .command('disable')
      .description('take a user out of use; its sessions end')
      .argument('<user>', 'id or mail address')
      .action(async (ref: string) => (await users()).enableUser(cli, ref, false));
    command
      .command('enable')
      .description('take a user back into use')
      .argument('<user>', 'id or mail address')
      .action(async (ref: string) => (await users()).enableUser(cli, ref, true));
    command
      .command('passwd')
      .description('set the password of a user; its sessions end')
      .argument('<user>', 'id or mail address')
      .option(...passwordFile)
      .action(async (ref: string, options: { passwordFile?: string }) =>
        (await users()).setPassword(cli, ref, options.passwordFile),
      );
  },
};

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
