import { fail } from '../fail.ts';
import { str } from '../values/text.ts';
import { Tuple, PyObject, Undefined, type Value } from '../values/types.ts';
import type { Expression, FromImportStatement, Statement } from '../syntax/ast.ts';
import type { Compilation, Of } from './compilation.ts';
import { concat } from './concat.ts';
import type { Frame, Execute } from './frame.ts';
import { fromPlaces } from './names.ts';
import { failAt, located, undefinedMember } from './place.ts';
import { Render, type CompiledTemplate } from './render.ts';
import { runTemplate } from './run-template.ts';
import type { Scope } from './scope.ts';

/** `{% include %}`: the nodes of the other template come among those of this one. */
export function compileInclude(node: Of<Statement, 'include'>, compilation: Compilation, scope: Scope): Execute {
  const find = compileFind(node.template, compilation, scope, node.ignoreMissing);
  return (frame, out) => {
    const template = find(frame);
    if (template)
      runTemplate(new Render(frame.render.host, template, undefined, context(frame, scope, node.withContext)), out);
  };
}

/** `{% import … as name %}` */
export function compileImport(node: Of<Statement, 'import'>, compilation: Compilation, scope: Scope): Execute {
  const find = compileFind(node.template, compilation, scope, false);
  const slot = scope.slotOf(node.name);
  return frame => {
    frame.slots[slot] = moduleOf(find(frame)!, frame, scope, node.withContext);
  };
}

/** `{% from … import a, b as c %}` */
export function compileFrom(node: FromImportStatement, compilation: Compilation, scope: Scope): Execute {
  const find = compileFind(node.template, compilation, scope, false);
  const targets = node.names.map(([name, here]) => [name, scope.slotOf(here)] as const);
  return frame => {
    const module = moduleOf(find(frame)!, frame, scope, node.withContext);
    for (const [name, slot] of targets) {
      const value = module.attribute(name);
      const message = `the template does not export '${name}'`;
      frame.slots[slot] = value === undefined ? undefinedMember(frame, node.at, name, message) : value;
    }
  };
}

/** `{% extends %}`: from here on nothing of this template is printed; its blocks replace those of the other. */
export function compileExtends(
  node: Of<Statement, 'extends'>,
  compilation: Compilation,
  scope: Scope,
): (frame: Frame) => CompiledTemplate {
  const find = compileFind(node.template, compilation, scope, false);
  return frame => find(frame)!;
}

/** Runs the parent of a template that extends, with the blocks of both. */
export function runParent(parent: CompiledTemplate, frame: Frame, out: Value[]): void {
  runTemplate(new Render(frame.render.host, parent, undefined, frame.render), out);
}

class Module extends PyObject {
  readonly typeName = 'TemplateModule';
  readonly members: ReadonlyMap<string, Value>;
  readonly body: Value;
  constructor(members: ReadonlyMap<string, Value>, body: Value) {
    super();
    this.members = members;
    this.body = body;
  }
  text(): string {
    return str(this.body);
  }
  override attribute(name: string): Value | undefined {
    return this.members.get(name);
  }
}

function moduleOf(template: CompiledTemplate, frame: Frame, scope: Scope, withContext: boolean): Module {
  const out: Value[] = [];
  const render = new Render(frame.render.host, template, undefined, context(frame, scope, withContext));
  const root = runTemplate(render, out);
  const members = new Map<string, Value>();
  for (const [name, slot] of template.exports) {
    const value = root.slots[slot];
    if (value !== undefined && !name.startsWith('_')) members.set(name, value);
  }
  return new Module(members, concat(out));
}

/** The variables of this template that the other one sees, and blocks of its own. */
function context(frame: Frame, scope: Scope, withContext: boolean): Pick<Render, 'overlay' | 'blocks'> {
  const overlay = new Map(withContext ? frame.render.overlay : undefined);
  if (withContext) {
    for (const [name, places] of scope.visible()) {
      const value = fromPlaces(frame, places);
      if (value !== undefined && name !== 'self') overlay.set(name, value);
    }
  }
  return { overlay, blocks: new Map() };
}

function compileFind(
  node: Expression,
  compilation: Compilation,
  scope: Scope,
  optional: boolean,
): (frame: Frame) => CompiledTemplate | undefined {
  const wanted = compilation.expression(node, scope);
  return frame => {
    try {
      return load(wanted(frame), frame, node.at, optional);
    } catch (error) {
      throw located(error, frame, node.at);
    }
  };
}

function load(wanted: Value, frame: Frame, at: number, optional: boolean): CompiledTemplate | undefined {
  if (wanted instanceof Undefined) wanted.raise();
  const list = Array.isArray(wanted) ? wanted : wanted instanceof Tuple ? wanted.items : undefined;
  if (!list && typeof wanted !== 'string') fail('type', 'a template is included by its name, or by a list of names');
  for (const name of list ?? [wanted]) {
    const template = frame.render.host.load(str(name));
    if (template) return template;
  }
  if (optional) return undefined;
  throw failAt(frame, at, 'notfound', `the template ${list ? str([...list]) : `'${str(wanted)}'`} was not found`);
}
