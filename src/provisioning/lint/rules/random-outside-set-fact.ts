import type { LintContext, Problem, Rule } from '../../../engine/lint/rule.ts';
import { optionTemplates, ownTemplates, type Use } from '../../../engine/lint/templates/node-templates.ts';
import { constantText, rootName, syntaxNodes, type SyntaxNode } from '../../../engine/lint/templates/syntax-nodes.ts';
import { placeInTemplate } from '../../../engine/lint/templates/written-template.ts';
import { allBlocks } from '../../../engine/lint/walk.ts';
import { callsOf } from '../call.ts';
import { isWrite } from '../call-kind.ts';
import { readersOf } from '../looked-at.ts';

export const randomOutsideSetFact: Rule = {
  id: 'random-outside-set-fact',
  summary:
    'A random value is made anew each time it is read: what was sent cannot be undone by it, and another try sends another.',
  fix: 'Make it once with set_fact and use that.',
  *check(context) {
    for (const { task, kind } of callsOf(context.script)) {
      if (isWrite(kind)) for (const use of optionTemplates(task)) yield* randomIn(use);
    }
    for (const holder of [...context.script.plays, ...allBlocks(context.script)]) {
      for (const use of ownTemplates(holder))
        if (use.keyword === 'vars' && isReadOften(use, context)) yield* randomIn(use);
    }
  },
};

/** Whether the variable that a template of `vars:` is the value of is read in more than one place. */
function isReadOften(use: Use, context: LintContext): boolean {
  const line = use.file.lines[use.where.line - 1] ?? '';
  const name = /(\w+):\s*$/.exec(line.slice(0, use.where.column - 1))?.[1];
  return name !== undefined && readersOf(name, context).length > 1;
}

function* randomIn(use: Use): Generator<Problem> {
  if (use.tree === undefined) return;
  for (const { node } of syntaxNodes(use.tree)) {
    if (!isRandom(node)) continue;
    yield { where: placeInTemplate(use, node.at), message: 'a random value that is another one each time it is read' };
    return;
  }
}

const lookups = new Set(['password', 'random_choice', 'random_string']);

/** `| random` without a seed, or a lookup that draws. A password kept in a file is the same each time. */
function isRandom(node: SyntaxNode): boolean {
  if (node.type === 'filter') return node.name === 'random' && !node.args.keywords.some(({ name }) => name === 'seed');
  if (node.type !== 'call' || !['lookup', 'query', 'q'].includes(rootName(node.callee) ?? '')) return false;
  const [kind, term] = node.args.positional.map(constantText);
  const name = kind?.replace(/^.*\./, '') ?? '';
  return lookups.has(name) && (name !== 'password' || term?.startsWith('/dev/null') === true);
}
