import { OMIT } from '../values/omit.ts';
import { str } from '../values/text.ts';
import { Tuple, Undefined, type Value } from '../values/types.ts';
import { captured } from '../values/failure.ts';

/**
 * What a stretch of template gives (Ansible's native results): nothing is None, one node keeps its type, more are joined as text.
 * The first undefined value among several is the result.
 */
export function concat(nodes: readonly Value[]): Value {
  if (nodes.length === 0) return null;
  if (nodes.length === 1) return nodes[0]!;
  let text = '';
  for (const node of nodes) {
    if (typeof node === 'string') text += node;
    else if (node instanceof Undefined && !node.silent) return node;
    else {
      const part = nodeText(node);
      if (typeof part !== 'string') return part;
      text += part;
    }
  }
  return text;
}

function nodeText(node: Value): string | Undefined {
  if (node === OMIT) return '';
  try {
    return str(plain(node));
  } catch (error) {
    return captured(error);
  }
}

/** As a container stands in text: tuples as lists, without omitted members. */
function plain(value: Value): Value {
  if (value instanceof Tuple) return plain([...value.items]);
  if (Array.isArray(value)) return value.filter(item => item !== OMIT).map(plain);
  if (!(value instanceof Map)) return value;
  return new Map([...value].filter(([, item]) => item !== OMIT).map(([key, item]) => [plain(key), plain(item)]));
}
