import type { CommandDefinition } from '../command.ts';
import type { LintChoice } from './play-lint.ts';
import { collectWords } from '../runs/run-options.ts';

export const play: CommandDefinition = {
  define: (command, cli) => {
    command
      .command('run')
      .description('run a playbook as ansible-playbook does, with its options; play run --help lists them')
      .argument('[args...]')
      .allowUnknownOption()
      .helpOption(false)
      .action(async () => {
        const { playRun } = await import('./play-run.ts');
        cli.exitCode = await playRun(cli.argv.slice(cli.argv.indexOf('run') + 1), cli.io);
      });
    command
      .command('list')
      .description('list the plays that products can name')
      .action(async () => (await import('../plays/list-plays.ts')).listPlayFiles(cli));
    command
      .command('eval')
      .description('evaluate a template')
      .argument('[template]', "such as '{{ 19.99 * 100 }}'")
      .option('-e, --extra-vars <k=v>', 'variables: k=v, a JSON mapping or @file; may be repeated', collectWords, [])
      .option('--batch <file>', 'NDJSON of {id, template, vars}; answers one line each; - for standard input')
      .action(async (template: string | undefined, options: { extraVars: readonly string[]; batch?: string }) =>
        (await import('../plays/eval-template.ts')).evalTemplate(cli, template, options),
      );
    command
      .command('lint')
      .description('look plays over: what Ansible would refuse, and what loses money, stock or services')
      .argument('[files...]', 'playbooks')
      .option('-e, --extra-vars <k=v>', 'variables that the play is given besides those of an order', collectWords, [])
      .option('-i, --inventory <hosts>', 'an inventory: it may set any variable', collectWords, [])
      .option('--rules', 'list the rules')
      .action(async (files: readonly string[], choice: LintChoice) =>
        (await import('./play-lint.ts')).playLint(cli, files, choice),
      );
    command
      .command('doc')
      .description('describe a play in Markdown: its variables, the backends it touches, what undoes what')
      .argument('<file>', 'a playbook')
      .action(async (file: string) => (await import('./play-doc.ts')).playDoc(cli, file));
  },
};
