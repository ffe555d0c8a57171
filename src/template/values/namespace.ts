import { repr } from './text.ts';
import { PyObject, type Dict, type Value } from './types.ts';

/** Jinja2's `namespace(...)`: the one object whose attributes `{% set ns.x = … %}` may set, also from within a loop. */
export class Namespace extends PyObject {
  readonly typeName = 'Namespace';
  readonly members: Dict;

  constructor(members: Dict) {
    super();
    this.members = members;
  }
  text(): string {
    return `<Namespace ${repr(this.members)}>`;
  }
  override attribute(name: string): Value | undefined {
    return this.members.get(name);
  }
  override item(key: Value): Value | undefined {
    return this.members.get(key);
  }
}
