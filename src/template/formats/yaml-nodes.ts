import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Scalar } from 'yaml';

export { isAlias, isMap, isScalar, isSeq, type Node };

export const CORE = 'tag:yaml.org,2002:';

/** Items, keys and values of collections as nodes; what is not written is null. */
export function asNode(value: unknown): Node | null {
  return isNode(value) ? value : null;
}

export function textOf(node: Scalar): string {
  return typeof node.value === 'string' ? node.value : '';
}

/** The tag that was written, undefined when none was; to PyYAML `!` alone is none. */
export function tagOf(node: Node): string | undefined {
  return isAlias(node) || node.tag === '!' ? undefined : node.tag;
}

export function anchorOf(node: Node): string | undefined {
  return isAlias(node) ? undefined : node.anchor;
}

/** Where a node begins in the text; `otherwise` for one that is not written. */
export function startOf(node: Node | null, otherwise = 0): number {
  return node?.range?.[0] ?? otherwise;
}

export function isMergeKey(node: Node | null): boolean {
  if (!isScalar(node)) return false;
  const tag = tagOf(node);
  return tag === undefined ? node.type === 'PLAIN' && node.value === '<<' : tag === CORE + 'merge';
}
