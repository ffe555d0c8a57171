import { OmnicrmError } from '../../../errors.ts';
import { labClearFaults, type LabControl, labFault, labFaults, labFaultSet } from '../../../lab/control-client.ts';
import type { Cli } from '../../command.ts';
import { printJson } from '../../output/print-json.ts';
import { printTable } from '../../output/print-table.ts';
import { type FaultOptions, faultRuleOf } from './fault-rule.ts';
import { runningControl } from './running-control.ts';

type Options = FaultOptions & { readonly named?: string; readonly clear?: string | true };

/** Arms, lists or clears faults. */
export async function faultCommand(cli: Cli, system: string | undefined, options: Options): Promise<void> {
  const rule = system === undefined ? undefined : faultRuleOf(system, options);
  const control = await runningControl(cli);
  if (options.clear !== undefined) return clear(cli, control, options.clear);
  if (options.named !== undefined) return tell(cli, (await labFaultSet(control, options.named)).ids);
  if (rule !== undefined) return tell(cli, [(await labFault(control, rule)).id]);
  if (options.kind !== undefined)
    throw new OmnicrmError('E_USAGE', 'the system is missing', { hint: 'lab fault ocs --kind …' });
  await list(cli, control);
}

async function clear(cli: Cli, control: LabControl, id: string | true): Promise<void> {
  await labClearFaults(control, id === true ? undefined : id);
  if (cli.json) printJson(cli.io, { cleared: id === true ? 'all' : id });
  else if (!cli.quiet) cli.io.out(id === true ? 'all faults cleared\n' : `fault ${id} cleared\n`);
}

function tell(cli: Cli, ids: readonly string[]): void {
  if (cli.json) printJson(cli.io, { ids });
  else if (!cli.quiet) cli.io.out(`armed: ${ids.join(', ')}\n`);
}

async function list(cli: Cli, control: LabControl): Promise<void> {
  const faults = await labFaults(control);
  if (cli.json) return printJson(cli.io, { data: faults });
  const rows = faults.map(({ id, match, when, effect, seen, applied }) => [id, match, when, effect, seen, applied]);
  if (rows.length > 0) await printTable(cli.io, ['id', 'match', 'when', 'effect', 'seen', 'applied'], rows);
  else if (!cli.quiet) cli.io.err('no faults\n');
}
