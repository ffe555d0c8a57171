import { dictSet } from '../values/dict.ts';
import { Template, Tuple, type Dict } from '../values/types.ts';
import type { Expression } from '../syntax/ast.ts';
import type { Compilation, Of } from './compilation.ts';
import type { Evaluate } from './frame.ts';
import { looksLikeTemplate } from './looks-like-template.ts';
import { located } from './place.ts';
import type { Scope } from './scope.ts';

/** A constant; in a condition, a text that holds a template is rendered in its place (Ansible). */
export function compileConstant(node: Of<Expression, 'constant'>, compilation: Compilation): Evaluate {
  const { value } = node;
  if (!compilation.rendersConstants || typeof value !== 'string' || !looksLikeTemplate(value)) return () => value;
  const template = new Template(value);
  return frame => frame.render.host.resolve(template);
}

export function compileList(node: Of<Expression, 'list'>, compilation: Compilation, scope: Scope): Evaluate {
  const items = node.items.map(item => compilation.expression(item, scope));
  return frame => items.map(item => item(frame));
}

export function compileTuple(node: Of<Expression, 'tuple'>, compilation: Compilation, scope: Scope): Evaluate {
  const items = node.items.map(item => compilation.expression(item, scope));
  return frame => new Tuple(items.map(item => item(frame)));
}

/** `{key: value}`; a key that cannot be one is a TypeError. */
export function compileDict(node: Of<Expression, 'dict'>, compilation: Compilation, scope: Scope): Evaluate {
  const entries = node.entries.map(
    ([key, value]) => [compilation.expression(key, scope), compilation.expression(value, scope)] as const,
  );
  return frame => {
    const dict: Dict = new Map();
    try {
      for (const [key, value] of entries) dictSet(dict, key(frame), value(frame));
    } catch (error) {
      throw located(error, frame, node.at);
    }
    return dict;
  };
}
