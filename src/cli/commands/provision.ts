import { OmnicrmError } from '../../errors.ts';
import type { Order } from '../../provisioning/order.ts';
import type { Cli, CommandDefinition } from '../command.ts';
import { readExtraVars } from '../extra-vars.ts';
import { carryOut } from '../runs/carry-out.ts';
import { addRunOptions, collectWords } from '../runs/run-options.ts';
import { idOf, idOrName } from '../things/id-of.ts';
import { parsePairs } from '../things/parse-pairs.ts';
import type { RunFlags } from '../runs/run-flags.ts';

interface ProvisionOptions extends RunFlags {
  readonly customer: string;
  readonly inventory: readonly string[];
  readonly pick?: 'auto';
  readonly extraVars: readonly string[];
  readonly key?: string;
}

export const provision: CommandDefinition = {
  define: (command, cli) => {
    addRunOptions(command.argument('<product>', 'id or slug'))
      .requiredOption('--customer <id>', 'who the service is for')
      .option('--inventory <type=id>', 'a stock item, such as "SIM Card=5001"; may be repeated', collectWords, [])
      .option('--pick <how>', 'auto: take free items of the types that are not named', pickAuto)
      .option('--key <text>', 'the same order under the same key is placed once')
      .option('--check', 'plan only: reads are sent, writes are not')
      .addHelpText('before', 'omnicrm provision mobile-sim --customer 1 --pick auto\n')
      .action(async (product: string, options: ProvisionOptions) => {
        const order = await orderOf(cli, product, options);
        await carryOut(cli, {
          removal: false,
          flags: options,
          start: (app, control) => app.placeOrder(order, control),
        });
      });
  },
};

async function orderOf(cli: Cli, product: string, options: ProvisionOptions): Promise<Order> {
  const items = Object.entries(parsePairs(options.inventory));
  return {
    product: idOrName(product),
    customer: idOf('customer', options.customer),
    inventory: new Map(items.map(([type, id]) => [type, idOf('stock item', id)])),
    pick: options.pick === 'auto',
    vars: await readExtraVars(options.extraVars, cli.io.cwd),
    key: options.key,
  };
}

function pickAuto(how: string): string {
  if (how === 'auto') return how;
  throw new OmnicrmError('E_USAGE', `--pick takes auto, not '${how}'`);
}
