import type { Action } from '../../actions/action.ts';
import { didYouMean, OmnicrmError } from '../../errors.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { printRecord } from '../output/print-record.ts';
import { printTable } from '../output/print-table.ts';

/** All actions by name. */
export async function listActions(cli: Cli): Promise<void> {
  const { actions } = await import('../../actions/index.ts');
  const list = [...actions.values()].map(aboutAction);
  if (cli.json) printJson(cli.io, { actions: list });
  else {
    const rows = list.map(({ name, params, summary }) => [name, params.map(param => param.name).join(' '), summary]);
    await printTable(cli.io, ['action', 'parameters', 'what it does'], rows);
  }
}

/** One of them. Throws E_NOT_FOUND. */
export async function showAction(cli: Cli, name: string): Promise<void> {
  const { actions } = await import('../../actions/index.ts');
  const action = actions.get(name);
  if (action === undefined) {
    const near = didYouMean(name, actions.keys());
    const hint = near === undefined ? 'omnicrm action list shows what there is' : `did you mean ${near}?`;
    throw new OmnicrmError('E_NOT_FOUND', `there is no action '${name}'`, { hint });
  }
  const { params, ...about } = aboutAction(action);
  if (cli.json) return printJson(cli.io, { ...about, params });
  printRecord(cli.io, about);
  const rows = params.map(param => [param.name, param.required ? 'yes' : 'no', param.summary]);
  if (rows.length > 0) await printTable(cli.io, ['parameter', 'required', 'what it is'], rows);
}

function aboutAction({ name, summary, params, lock, timeoutSeconds, period, changes }: Action) {
  return {
    name,
    summary,
    changes,
    period,
    overlap: lock?.overlap ?? 'any number at once',
    timeout: timeoutSeconds,
    params: Object.entries(params).map(([param, about]) => {
      return { name: param, required: about.missing !== undefined, summary: about.summary };
    }),
  };
}
