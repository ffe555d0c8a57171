/** The page of all actions, in Markdown: from the registry, and data/actions.yaml. */
import type { Action, Overlap } from '../action.ts';
import type { Param } from '../params/param.ts';
import { usesOf } from '../needs/action-uses.ts';
import { type ActionFacts, actionFacts } from './action-facts.ts';
import { gateReplies } from './gate-replies.ts';

/** The whole page; actions by their names' order. */
export function actionDoc(actions: Iterable<Action>): string {
  const facts = actionFacts();
  const sorted = [...actions].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const sections = sorted.map(action => section(action, facts[action.name] ?? {}));
  return `${INTRODUCTION}\n${sections.join('\n')}`;
}

const INTRODUCTION = `# Remote actions

Made by \`omnicrm action doc\` from the registry; do not edit. \`omnicrm action NAME --parameter value\` runs an action, and so do
\`GET /?module=remoteapi&action=NAME&parameter=value\` and a line of \`cron\` in crm_config.yaml. Options stand below \`alter\` in
crm_config.yaml, or in the ini files that \`alter_ini\` names. A failure that has no text of its own answers \`ERROR:NAME_FAILED\`.
`;

function section(action: Action, facts: ActionFacts): string {
  const { replies = [] } = facts;
  const { name, summary, params, gate } = action;
  const uses = usesOf(name);
  const gates = gateReplies(gate);
  const lines = [
    ...list('Parameters', Object.entries(params).map(paramLine)),
    ...list('Replies', replies.map(code)),
    ...list('Errors', [...errorsOf(params, gates)].map(code)),
    ...list(
      'Options',
      optionsOf(action, facts).map(([option, what]) => `${code(option)}: ${what}`),
    ),
    ...list(
      'Plays',
      (uses.plays ?? []).map(play => code(`actions/${play}.yaml`)),
    ),
    ...list(
      'Programs',
      (uses.programs ?? []).map(({ program, from }) => `${code(program)}: ${from}`),
    ),
  ];
  return `## ${name}\n\n${summary}\n\n- ${conduct(action).join('\n- ')}\n${lines.join('\n')}${lines.length > 0 ? '\n' : ''}`;
}

const overlaps: Readonly<Record<Overlap, string>> = {
  skip: 'a second run at once is skipped',
  wait: 'a second run at once waits',
  fail: 'a second run at once is an error',
};

const changes: Readonly<Record<Action['changes'], string>> = {
  nothing: 'changes nothing',
  data: 'changes the database alone: `--dry-run` shows what it would do',
  outside: 'works on files, programs or the network: no dry run',
};

function conduct(action: Action): readonly string[] {
  const { lock, timeoutSeconds, period } = action;
  const busy = lock === undefined ? 'any number at once' : overlaps[lock.overlap];
  const text = lock?.overlap === 'skip' ? `: ${code(lock.busy)}` : '';
  const money = period === 'month' ? ['money moves once a month for a subject'] : [];
  const limit = `ends after ${timeoutSeconds} s at the latest`;
  return [changes[action.changes], `${busy}${text}`, limit, ...money];
}

function paramLine([name, { summary, missing }]: readonly [string, Param<unknown>]): string {
  return `${code(name)}${missing === undefined ? '' : ' (must be given)'}: ${summary}`;
}

function errorsOf(params: Action['params'], gates: readonly (readonly [string, string])[]): ReadonlySet<string> {
  const missing = Object.values(params).flatMap(param => (param.missing === undefined ? [] : [param.missing]));
  return new Set([...gates.map(([, reply]) => reply), ...missing]);
}

/** The options of an action, each with what it is: those that switch it on first. */
export function optionsOf(
  { gate }: Pick<Action, 'gate'>,
  { options = {} }: Pick<ActionFacts, 'options'>,
): readonly (readonly [string, string])[] {
  const gates = gateReplies(gate);
  const own = Object.entries(options).filter(([name]) => !gates.some(([other]) => other === name));
  return [...gates.map(([name, reply]) => [name, `must be on, else ${code(reply)}`] as const), ...own];
}

function list(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`- ${title}:`, ...lines.map(line => `  - ${line}`)];
}

/** Texts with backticks or a space at an end as Markdown wants them. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
