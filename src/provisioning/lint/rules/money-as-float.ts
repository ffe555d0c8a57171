import type { Expression } from '../../../template/syntax/ast.ts';
import { Float } from '../../../template/index.ts';
import type { Rule } from '../../../engine/lint/rule.ts';
import { allTemplates } from '../../../engine/lint/templates/node-templates.ts';
import { lastName, syntaxNodes, type SyntaxNode } from '../../../engine/lint/templates/syntax-nodes.ts';
import { placeInTemplate } from '../../../engine/lint/templates/written-template.ts';

const money = /(?:^|_)(?:cost|price|amount|fee|balance|charge|total|money|credit|payment)s?$/i;

export const moneyAsFloat: Rule = {
  id: 'money-as-float',
  summary: 'Money is reckoned in floats and not rounded: 19.99 * 100 is 1998.9999999999998.',
  fix: 'Round it: (cost | float * 100) | round | int.',
  *check({ script }) {
    for (const use of allTemplates(script)) {
      if (use.tree === undefined || use.bare) continue;
      for (const { node, around } of syntaxNodes(use.tree)) {
        const name = moneyIn(node);
        if (name === undefined || isRounded(around)) continue;
        yield { where: placeInTemplate(use, node.at), message: `'${name}' is reckoned as a float and not rounded` };
        break;
      }
    }
  },
};

/** The money that a sum or product takes as a float. */
function moneyIn(node: SyntaxNode): string | undefined {
  if (node.type !== 'binary' || !['*', '+', '-', '/'].includes(node.operator)) return undefined;
  const sides = [node.left, node.right];
  if (sides.some(isBytes)) return undefined;
  const isFraction = sides.some(isFloat) || node.operator === '/';
  return isFraction ? sides.map(moneyName).find(name => name !== undefined) : undefined;
}

function isFloat(side: Expression): boolean {
  return (side.type === 'filter' && side.name === 'float') || (side.type === 'constant' && side.value instanceof Float);
}

/** Amounts of data are reckoned in powers of 1024. */
function isBytes(side: Expression): boolean {
  if (side.type === 'binary' && side.operator === '**') return true;
  return side.type === 'constant' && typeof side.value === 'number' && side.value > 0 && side.value % 1024 === 0;
}

function moneyName(side: Expression): string | undefined {
  const name = lastName(side);
  return name !== undefined && money.test(name) ? name : undefined;
}

const roundings = new Set(['round', 'format', 'human_readable']);

/** Rounded further out, formatted to places, or only compared. */
function isRounded(around: readonly SyntaxNode[]): boolean {
  return around.some(node => {
    if (node.type === 'filter') return roundings.has(node.name);
    return (
      node.type === 'compare' ||
      node.type === 'test' ||
      (node.type === 'binary' && node.operator === '%') ||
      node.type === 'call'
    );
  });
}
