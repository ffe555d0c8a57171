import { counted } from '../../counted.ts';
import type { Action } from '../../actions/action.ts';
import type { NeedsContext } from '../../actions/needs/action-needs.ts';
import { type Check, ok, warning } from './check.ts';

/** What the actions that are switched on lack on this host; the files are loaded here, for there are many. */
export const checkActions: Check = async config => {
  const [{ actions }, { playActions }, { readOptions }, { actionNeeds }] = await Promise.all([
    import('../../actions/index.ts'),
    import('../../actions/plays/play-actions.ts'),
    import('../../actions/options/options.ts'),
    import('../../actions/needs/action-needs.ts'),
  ]);
  const context = { config, options: readOptions(config) };
  const isOn = ({ gate }: Action): boolean => gate(context.options) === undefined;
  const all = [...actions.values(), ...playActions(config).filter(({ name }) => !actions.has(name))].filter(isOn);
  const missing = byNeed(context, all, actionNeeds);
  if (missing.size === 0) return [ok(`${counted(all.length, 'action')} switched on, nothing is missing`)];
  return [...missing].map(([need, names]) => warning(`missing: ${need}`, `for ${names.join(', ')}`));
};

function byNeed(
  context: NeedsContext,
  all: readonly Action[],
  needsOf: (context: NeedsContext, action: Action) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const missing = new Map<string, readonly string[]>();
  for (const action of all)
    for (const need of needsOf(context, action)) missing.set(need, [...(missing.get(need) ?? []), action.name]);
  return missing;
}
