import type { Action } from '../../actions/action.ts';
import { didYouMean, OmnicrmError } from '../../errors.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { printRecord } from '../output/print-record.ts';
import { printTable } from '../output/print-table.ts';

/** All actions by name. */
export async function listActions(cli: Cli): Promise<void> {
  const list = await allActions(cli);
  if (cli.json) printJson(cli.io, { actions: list });
  else {
    const rows = list.map(({ name, kind, off, needs, summary }) => [
      name,
      kind,
      onWord(off),
      needs.join(', '),
      summary,
    ]);
    await printTable(cli.io, ['action', 'done by', 'on', 'needs', 'what it does'], rows);
  }
}

/** One of them. Throws E_NOT_FOUND. */
export async function showAction(cli: Cli, name: string): Promise<void> {
  const all = await allActions(cli);
  const action = all.find(one => one.name === name);
  if (action === undefined) {
    const near = didYouMean(
      name,
      all.map(one => one.name),
    );
    const hint = near === undefined ? 'omnicrm action list shows what there is' : `did you mean ${near}?`;
    throw new OmnicrmError('E_NOT_FOUND', `there is no action '${name}'`, { hint });
  }
  const { params, needs, off, options, replies, ...about } = action;
  if (cli.json) return printJson(cli.io, { ...about, off, needs, replies, params, options });
  printRecord(cli.io, { ...about, on: onWord(off), needs: needs.join(', '), replies: replies.join(' | ') });
  const rows = params.map(param => [param.name, param.required ? 'yes' : 'no', param.summary]);
  if (rows.length > 0) await printTable(cli.io, ['parameter', 'required', 'what it is'], rows);
  const lines = options.map(option => [option.name, option.set ? 'yes' : 'no', option.summary]);
  if (lines.length > 0) await printTable(cli.io, ['option', 'set', 'what it is'], lines);
}

function onWord(off: readonly string[]): string {
  return off.length === 0 ? 'yes' : `no: ${off.join(', ')}`;
}

/** The registry's, and the operator's plays; with what each lacks as things are. */
async function allActions(cli: Cli) {
  const config = await cli.config();
  const [{ actions }, { playActions }, { readOptions }, { actionNeeds, kindOf, switchedOffBy }, { actionFacts }, doc] =
    await Promise.all([
      import('../../actions/index.ts'),
      import('../../actions/plays/play-actions.ts'),
      import('../../actions/options/options.ts'),
      import('../../actions/needs/action-needs.ts'),
      import('../../actions/doc/action-facts.ts'),
      import('../../actions/doc/action-doc.ts'),
    ]);
  const context = { config, options: readOptions(config) };
  const all = actionFacts();
  const own = playActions(config).filter(({ name }) => !actions.has(name));
  return [...actions.values(), ...own].map(action => {
    const { replies = [], ...facts } = all[action.name] ?? {};
    const options = doc.optionsOf(action, facts).map(([name, summary]) => {
      return { name, set: Boolean(context.options.text(name)), summary };
    });
    const [off, needs] = [switchedOffBy(context, action), actionNeeds(context, action)];
    return { ...aboutAction(action), kind: kindOf(action), off, needs, replies, options };
  });
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
