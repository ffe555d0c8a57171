/** Which variables a template reads, and which of them it reads with care. */
import type { Expression } from '../../../template/syntax/ast.ts';
import { namesOfTarget } from '../../../template/compile/declared-names.ts';
import { constantText, rootName, rootOf, syntaxNodes, type SyntaxNode, type Visit } from '../templates/syntax-nodes.ts';
import type { Syntax } from '../templates/written-template.ts';

export interface TemplateNames {
  /** Names read, with the offset of each. */
  readonly read: readonly { readonly name: string; readonly at: number }[];
  /** Names asked for as text or as member of hostvars: `'x' in vars`, `hostvars[h].x`, `lookup('vars', 'x')`. */
  readonly named: ReadonlySet<string>;
  /** Names that are tested (`is defined`) or have a default. */
  readonly guarded: ReadonlySet<string>;
  /** Whether it may read variables whose names are not written: all of `vars`, `hostvars[x][y]`, `lookup('template', …)`. */
  readonly readsAny: boolean;
}

/** Reads the names of a parsed template or expression. */
export function templateNames(tree: Syntax): TemplateNames {
  const visits = [...syntaxNodes(tree)];
  const own = new Set([
    'loop',
    'self',
    'super',
    'caller',
    'varargs',
    'kwargs',
    ...visits.flatMap(({ node }) => declaredBy(node)),
  ]);
  const names = visits.map(({ node }) => node).filter(node => node.type === 'name');
  return {
    read: names.filter(({ name }) => !own.has(name)).map(({ name, at }) => ({ name, at })),
    named: new Set(visits.flatMap(visit => namedBy(visit))),
    guarded: new Set(visits.flatMap(({ node }) => guardedBy(node))),
    readsAny: visits.some(readsAny),
  };
}

function declaredBy(node: SyntaxNode): readonly string[] {
  switch (node.type) {
    case 'set':
    case 'set_block':
    case 'for':
      return namesOfTarget(node.target);
    case 'with':
      return node.targets.flatMap(namesOfTarget);
    case 'macro':
      return [node.name, ...node.parameters];
    case 'call_block':
      return node.parameters;
    case 'import':
      return [node.name];
    case 'from':
      return node.names.map(([, name]) => name);
    default:
      return [];
  }
}

function guardedBy(node: SyntaxNode): string[] {
  if (node.type === 'test' && (node.name === 'defined' || node.name === 'undefined')) return rootsOf(node.value);
  if (node.type !== 'filter' || node.value === undefined) return [];
  if (defaults.has(node.name)) return rootsOf(node.value);
  const [first] = node.args.positional;
  return selections.has(node.name) && constantText(first) === 'defined' ? allNames(node.value) : [];
}

const defaults = new Set(['default', 'd', 'ansible.builtin.default']);
const selections = new Set(['select', 'reject', 'selectattr', 'rejectattr']);

function rootsOf(expression: Expression): string[] {
  const name = rootName(expression);
  return name === undefined ? allNames(expression) : [name];
}

function allNames(expression: Expression): string[] {
  return [...syntaxNodes(expression)].flatMap(({ node }) => (node.type === 'name' ? [node.name] : []));
}

const holders = new Set(['vars', 'hostvars']);

/** Names written as text where variables are looked up by name. */
function namedBy({ node }: Visit): string[] {
  if (node.type === 'attribute' && holders.has(rootName(node.value) ?? '')) return [node.name];
  if (node.type === 'item' && holders.has(rootName(node.value) ?? '')) return textsIn(node.key);
  if (node.type === 'compare' && node.rest.some(([, right]) => holders.has(rootName(right) ?? '')))
    return textsIn(node.first);
  if (node.type === 'call' && isLookupOf(node, 'vars')) return node.args.positional.slice(1).flatMap(textsIn);
  return [];
}

function textsIn(expression: Expression): string[] {
  const text = constantText(expression);
  return text === undefined ? [] : [text];
}

function isLookupOf(node: SyntaxNode, kind: string): boolean {
  if (node.type !== 'call' || !lookups.has(rootOf(node.callee)?.name ?? '')) return false;
  return constantText(node.args.positional[0])?.replace('ansible.builtin.', '') === kind;
}

const lookups = new Set(['lookup', 'query', 'q']);

function readsAny({ node, around }: Visit): boolean {
  if (node.type === 'name' && node.name === 'vars') return !isMemberOf(around[0]);
  if (node.type === 'name' && node.name === 'hostvars') return !isMemberOf(around[0]) || !isMemberOf(around[1]);
  if (isLookupOf(node, 'template') || isLookupOf(node, 'varnames')) return true;
  return node.type === 'call' && isLookupOf(node, 'vars') && node.args.positional.slice(1).some(isComputed);
}

/** Whether the node takes one member whose name is written. */
function isMemberOf(node: SyntaxNode | undefined): boolean {
  if (node?.type === 'compare') return true;
  return (
    node?.type === 'attribute' ||
    (node?.type === 'item' && (constantText(node.key) !== undefined || node.key.type === 'name'))
  );
}

function isComputed(expression: Expression): boolean {
  return constantText(expression) === undefined;
}
