import { Tuple, type Value } from '../values/types.ts';

/** A pair of `groupby`, whose items have the names `grouper` and `list`. */
export class GroupTuple extends Tuple {
  override readonly typeName: string = 'GroupTuple';

  constructor(grouper: Value, list: Value[]) {
    super([grouper, list]);
  }
  override attribute(name: string): Value | undefined {
    if (name === 'grouper') return this.items[0];
    return name === 'list' ? this.items[1] : undefined;
  }
}
