/**
 * The shapes a value of the template language takes, after Python:
 *
 *   None        null                      bool   boolean
 *   int         number (a safe integer) or bigint (always and only beyond ±(2^53 - 1))
 *   float       Float, always boxed, so that 45.0 never becomes 45
 *   str         string                    list   Array
 *   dict        Map (a Dict); read and write it through dict.ts where a key may be no string
 *   tuple       Tuple                     undefined  Undefined
 *   other       PyObject: datetime, bytes, Markup, range, namespace, macro, method, …
 */
import type { Where } from '../../errors.ts';

/** A Python float. Never a bare `number`: those are ints. */
export class Float {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** A Python tuple; a named tuple is a subclass whose `attribute` knows the names. */
export class Tuple {
  readonly typeName: string = 'tuple';
  readonly items: readonly Value[];
  constructor(items: readonly Value[]) {
    this.items = items;
  }
  attribute(_name: string): Value | undefined {
    return undefined;
  }
}

/** A Python dict with its insertion order. Nearly all keys are strings; others need dict.ts (1, 1.0 and True are one key). */
export type Dict = Map<Value, Value>;

/**
 * A missing or failed value that travels through expressions until something has to use it; then its `raise()` is thrown.
 * A failed variable (a template that could not be rendered) travels the same way and raises its own error.
 */
export class Undefined {
  /** What was missing, as written: `nope`, `conf.nope`. */
  readonly name: string;
  readonly error: () => Error;
  /** True for the value of an inline `if` without `else`, which is empty in text and is not caught by `default`. */
  readonly silent: boolean;
  constructor(name: string, error: () => Error, silent = false) {
    this.name = name;
    this.error = error;
    this.silent = silent;
  }
  raise(): never {
    throw this.error();
  }
}

/** The rarer Python objects: each kind is one subclass with the behaviour that templates can see. */
export abstract class PyObject {
  /** Python's name of the type: `datetime`, `range`, … */
  abstract readonly typeName: string;
  /** Whether the value may leave a template as its result; ranges, functions and the like may not. */
  readonly storable: boolean = false;
  /** `str(value)`. */
  abstract text(): string;
  /** `repr(value)`. */
  repr(): string {
    return this.text();
  }
  truth(): boolean {
    return true;
  }
  attribute(_name: string): Value | undefined {
    return undefined;
  }
  item(_key: Value): Value | undefined {
    return undefined;
  }
  iterate(): Iterable<Value> | undefined {
    return undefined;
  }
  length(): number | undefined {
    return undefined;
  }
  call?(args: readonly Value[], kwargs: ReadonlyMap<string, Value>): Value;
  /** `value == other` for another object; identity when absent. */
  equals?(other: Value): boolean;
  /** Negative, 0 or positive as `value` sorts before, with or after `other`; undefined when they have no order. */
  compare?(other: Value): number | undefined;
  /** `item in value`. */
  contains?(item: Value): boolean;
  /** `value + other` and the like (`operator` is `+`, `-`, `*`, `/`, `//`, `%`, `**`); `reflected` when the value stands right. */
  operate?(operator: string, other: Value, reflected: boolean): Value | undefined;
}

export type Value =
  null | boolean | number | bigint | string | Float | Tuple | Undefined | PyObject | Value[] | Map<Value, Value>;

/** A string that may hold template code because of where it was loaded from (a play). Data never becomes one. */
export class Template {
  readonly source: string;
  readonly where: Where | undefined;
  constructor(source: string, where?: Where) {
    this.source = source;
    this.where = where;
  }
}

/** A list or dict loaded from a play that holds a Template at some depth; its items are rendered when they are used. */
export class LazyList {
  readonly items: readonly Raw[];
  constructor(items: readonly Raw[]) {
    this.items = items;
  }
}
export class LazyDict {
  readonly entries: ReadonlyMap<Value, Raw>;
  constructor(entries: ReadonlyMap<Value, Raw>) {
    this.entries = entries;
  }
}

/** What a variable or a task argument holds before rendering. A plain Value holds no Template at any depth. */
export type Raw = Value | Template | LazyList | LazyDict;
