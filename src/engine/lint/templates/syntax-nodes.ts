import type { Expression, Statement } from '../../../template/syntax/ast.ts';

export type SyntaxNode = Expression | Statement;

export interface Visit {
  readonly node: SyntaxNode;
  /** The nodes around it, the nearest first. */
  readonly around: readonly SyntaxNode[];
}

/** Every node of a template's tree with the nodes around it. */
export function* syntaxNodes(tree: unknown, around: readonly SyntaxNode[] = []): Generator<Visit> {
  if (Array.isArray(tree)) {
    for (const item of tree) yield* syntaxNodes(item, around);
    return;
  }
  if (typeof tree !== 'object' || tree === null) return;
  const inside = isSyntaxNode(tree) ? [tree, ...around] : around;
  if (isSyntaxNode(tree)) yield { node: tree, around };
  if (isSyntaxNode(tree) && tree.type === 'constant') return;
  for (const part of Object.values(tree)) yield* syntaxNodes(part, inside);
}

function isSyntaxNode(value: object): value is SyntaxNode {
  return 'type' in value && typeof value.type === 'string';
}

/** The name that `a.b['c'].d | filter` begins with; undefined when it begins with something else. */
export function rootName(expression: Expression | undefined): string | undefined {
  return rootOf(expression)?.name;
}

/** The name node that a chain of members, items, calls and filters begins with. */
export function rootOf(expression: Expression | undefined): Extract<Expression, { type: 'name' }> | undefined {
  let node = expression;
  while (node !== undefined) {
    if (node.type === 'name') return node;
    if (node.type === 'call') node = node.callee;
    else if (node.type === 'attribute' || node.type === 'item' || node.type === 'slice' || node.type === 'filter')
      node = node.value;
    else return undefined;
  }
  return undefined;
}

/** The last name of a chain without filters: `json` of `reply.json`, `iccid` of `sim['iccid']`. */
export function lastName(expression: Expression | undefined): string | undefined {
  if (expression === undefined) return undefined;
  if (expression.type === 'name' || expression.type === 'attribute') return expression.name;
  if (expression.type === 'filter') return lastName(expression.value);
  return expression.type === 'item' ? constantText(expression.key) : undefined;
}

/** The text of a constant; undefined for anything else. */
export function constantText(expression: Expression | undefined): string | undefined {
  return expression?.type === 'constant' && typeof expression.value === 'string' ? expression.value : undefined;
}
