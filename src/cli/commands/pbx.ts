import type { CommandDefinition } from '../command.ts';
import { listPhoneThings, type PhoneListFlags } from '../pbx/list-phone-things.ts';
import { phoneKinds } from '../pbx/phone-kinds.ts';

export const pbx: CommandDefinition = {
  define: (command, cli) => {
    command.description('what the phone system holds (pbx.base_url)');
    for (const kind of phoneKinds) {
      command
        .command(kind.name)
        .description(kind.summary)
        .option('--search <text>', 'only those that hold this text')
        .option('--limit <number>', 'at most so many')
        .option('--skip <number>', 'leave out so many before them')
        .action((flags: PhoneListFlags) => listPhoneThings(cli, kind, flags));
    }
  },
};
