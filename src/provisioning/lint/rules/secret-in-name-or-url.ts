import type { Rule } from '../../../engine/lint/rule.ts';
import { ownTemplates, optionTemplates, type Use } from '../../../engine/lint/templates/node-templates.ts';
import {
  constantText,
  lastName,
  syntaxNodes,
  type SyntaxNode,
  type Visit,
} from '../../../engine/lint/templates/syntax-nodes.ts';
import { placeInTemplate } from '../../../engine/lint/templates/written-template.ts';
import { allBlocks, allTasks, around } from '../../../engine/lint/walk.ts';
import type { ScriptTask } from '../../../engine/lint/script.ts';
import { isSecretName } from '../secret-names.ts';
import { isOn } from '../steps.ts';

export const secretInNameOrUrl: Rule = {
  id: 'secret-in-name-or-url',
  summary: 'A secret stands in the name of a task or in a URL: both are printed, logged and mailed.',
  fix: 'Send it in a header or the body; where the API takes it in the URL only, add no_log: true.',
  *check({ script }) {
    const names = [...script.plays, ...allBlocks(script), ...allTasks(script)].flatMap(of => [...ownTemplates(of)]);
    const urls = [...allTasks(script)].filter(task => !isHidden(task)).flatMap(urlTemplates);
    for (const use of [...names.filter(({ keyword }) => keyword === 'name'), ...urls]) {
      const secret = secretIn(use);
      if (secret === undefined) continue;
      const place = use.keyword === 'name' ? 'a name' : 'a URL';
      yield { where: placeInTemplate(use, secret.at), message: `the secret '${secret.name}' stands in ${place}` };
    }
  },
};

function urlTemplates(task: ScriptTask): Use[] {
  const url = task.options.get('url');
  return [...optionTemplates(task)].filter(({ source }) => source === sourceOf(url));
}

function sourceOf(raw: unknown): string | undefined {
  return typeof raw === 'object' && raw !== null && 'source' in raw ? String(raw.source) : undefined;
}

function isHidden(task: ScriptTask): boolean {
  return [task, ...around(task)].some(({ entries }) => isOn(entries.get('no_log')));
}

function secretIn({ tree }: Use): { readonly name: string; readonly at: number } | undefined {
  for (const visit of syntaxNodes(tree)) {
    const name = secretOf(visit);
    if (name !== undefined) return { name, at: visit.node.at };
  }
  return undefined;
}

function secretOf({ node, around: outer }: Visit): string | undefined {
  if (node.type !== 'name' && node.type !== 'attribute' && node.type !== 'item') return undefined;
  const name = lastName(node);
  if (name === undefined || !isSecretName(name) || isBase(node, outer[0]) || outer.some(hides)) return undefined;
  return name;
}

/** Whether the node is what a member is taken of: `token` of `token.json.id` is no secret itself. */
function isBase(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (parent === undefined) return false;
  if (parent.type === 'attribute' || parent.type === 'item' || parent.type === 'slice') return parent.value === node;
  return parent.type === 'call' && parent.callee === node && constantText(node) === undefined;
}

const hiding = new Set(['hash', 'sha1', 'md5', 'checksum', 'password_hash', 'length', 'count', 'bool', 'ternary']);

function hides(node: SyntaxNode): boolean {
  return node.type === 'test' || node.type === 'compare' || (node.type === 'filter' && hiding.has(node.name));
}
