import type { CommandDefinition } from '../command.ts';

const invoices = () => import('../invoices/invoices.ts');

export const invoice: CommandDefinition = {
  define: (command, cli) => {
    command
      .command('create')
      .description("gather a customer's transactions that are on no invoice")
      .requiredOption('--customer <id>', 'whose')
      .requiredOption('--from <date>', 'the first day')
      .requiredOption('--to <date>', 'the last day')
      .option('--due <date>', 'when it is to be paid (default: invoice.due_days from now)')
      .option('--notes <text>', 'printed below')
      .action(async options => (await invoices()).createOne(cli, options));
    command
      .command('list')
      .description('list invoices, the newest first')
      .option('--customer <id>', 'of this customer')
      .option('--status <status>', 'open, paid or void')
      .option('--page <n>', 'which page', '1')
      .action(async options => (await invoices()).listAll(cli, options));
    command
      .command('show')
      .description('show an invoice and its transactions')
      .argument('<invoice>')
      .option('--html', 'as a page to print')
      .action(async (id: string, options) => (await invoices()).showOne(cli, id, options));
    for (const status of ['paid', 'void'] as const) {
      command
        .command(status)
        .description(status === 'paid' ? 'mark an invoice as paid' : 'make an invoice void and free its transactions')
        .argument('<invoice>')
        .action(async (id: string) => (await invoices()).setStatus(cli, id, status));
    }
  },
};
