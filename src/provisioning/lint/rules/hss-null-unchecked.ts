import type { Problem, Rule, LintContext } from '../../../engine/lint/rule.ts';
import { titleOf } from '../../../engine/lint/walk.ts';
import { callsOf, type Call } from '../call.ts';
import { isWrite } from '../call-kind.ts';
import { isHss } from '../hss.ts';
import { looksFor, readersOf, registerOf } from '../looked-at.ts';
import { isForward } from '../steps.ts';

export const hssNullUnchecked: Rule = {
  id: 'hss-null-unchecked',
  summary:
    'An HSS answers 200 with null for a subscriber that is not there: a write that did nothing, or a look-up that found nothing, passes.',
  fix: 'Register the reply and add failed_when: reply is failed or reply.json is none.',
  *check(context) {
    for (const call of callsOf(context.script)) {
      if (!isHss(call) || !isForward(call.task)) continue;
      if (isWrite(call.kind)) yield* ofWrite(call, context);
      else yield* ofLookUp(call, context);
    }
  },
};

function* ofWrite({ task }: Call, context: LintContext): Generator<Problem> {
  if (looksFor(/\bjson\b|\bcontent\b/, task, context)) return;
  yield { where: task.where, message: `nothing looks at what the HSS answered to '${titleOf(task)}'` };
}

/** The first place that takes a member of a reply which nothing has tested. */
function* ofLookUp({ task }: Call, context: LintContext): Generator<Problem> {
  const name = registerOf(task);
  if (name === undefined) return;
  const readers = readersOf(name, context);
  if (readers.some(({ source, keyword }) => careful.test(source) || keyword === 'when')) return;
  const use = readers.find(({ source }) => new RegExp(String.raw`\b${name}\.json[.[]`).test(source));
  if (use) yield { where: use.where, message: `'${name}.json' is null when the HSS does not know the subscriber` };
}

const careful = /\bnone\b|\bdefined\b|\bdefault\b|\bnull\b|\bif\b|\bselect/i;
