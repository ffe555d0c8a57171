/** The tree of a parsed template. `at` is the offset of the node in the source. */
import type { Value } from '../values/types.ts';

interface At {
  readonly at: number;
}

export interface Keyword extends At {
  readonly name: string;
  readonly value: Expression;
}

/** What stands in the brackets of a call, filter or test. */
export interface Arguments {
  readonly positional: readonly Expression[];
  readonly keywords: readonly Keyword[];
  readonly spread: Expression | undefined;
  readonly spreadKeywords: Expression | undefined;
}

export interface CallExpression extends At {
  readonly type: 'call';
  readonly callee: Expression;
  readonly args: Arguments;
}

export type Expression =
  | (At & { readonly type: 'constant'; readonly value: Value })
  | (At & { readonly type: 'name'; readonly name: string })
  | (At & { readonly type: 'list' | 'tuple'; readonly items: readonly Expression[] })
  | (At & { readonly type: 'dict'; readonly entries: readonly (readonly [Expression, Expression])[] })
  | (At & { readonly type: 'attribute'; readonly value: Expression; readonly name: string })
  | (At & { readonly type: 'item'; readonly value: Expression; readonly key: Expression })
  | (At & { readonly type: 'slice'; readonly value: Expression; readonly bounds: readonly (Expression | undefined)[] })
  | CallExpression
  | (At & {
      readonly type: 'filter';
      readonly value: Expression | undefined;
      readonly name: string;
      readonly args: Arguments;
    })
  | (At & { readonly type: 'test'; readonly value: Expression; readonly name: string; readonly args: Arguments })
  | (At & { readonly type: 'not' | 'negate' | 'positive'; readonly value: Expression })
  | (At & { readonly type: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression })
  | (At & { readonly type: 'and' | 'or'; readonly left: Expression; readonly right: Expression })
  | (At & { readonly type: 'concat'; readonly items: readonly Expression[] })
  | (At & {
      readonly type: 'compare';
      readonly first: Expression;
      readonly rest: readonly (readonly [string, Expression])[];
    })
  | (At & {
      readonly type: 'condition';
      readonly test: Expression;
      readonly yes: Expression;
      readonly no: Expression | undefined;
    });

/** What a `set`, `for` or `with` assigns to: a name, an attribute of a namespace, or several of them. */
export type Target =
  | (At & { readonly type: 'name'; readonly name: string })
  | (At & { readonly type: 'member'; readonly object: string; readonly name: string })
  | (At & { readonly type: 'targets'; readonly items: readonly Target[] });

export interface MacroShape {
  readonly parameters: readonly string[];
  /** Defaults of the last parameters. */
  readonly defaults: readonly Expression[];
  readonly body: readonly Statement[];
}

export interface ForStatement extends At {
  readonly type: 'for';
  readonly target: Target;
  readonly iterable: Expression;
  readonly filter: Expression | undefined;
  readonly recursive: boolean;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

export interface BlockStatement extends At {
  readonly type: 'block';
  readonly name: string;
  readonly scoped: boolean;
  readonly required: boolean;
  readonly body: readonly Statement[];
}

export interface FromImportStatement extends At {
  readonly type: 'from';
  readonly template: Expression;
  /** Pairs of the name in the other template and the name here. */
  readonly names: readonly (readonly [string, string])[];
  readonly withContext: boolean;
}

export type Statement =
  | (At & { readonly type: 'text'; readonly text: string })
  | (At & { readonly type: 'output'; readonly value: Expression })
  | (At & {
      readonly type: 'if';
      readonly branches: readonly (readonly [Expression, readonly Statement[]])[];
      readonly otherwise: readonly Statement[];
    })
  | ForStatement
  | BlockStatement
  | FromImportStatement
  | (At & { readonly type: 'set'; readonly target: Target; readonly value: Expression })
  | (At & {
      readonly type: 'set_block';
      readonly target: Target;
      readonly filter: Expression | undefined;
      readonly body: readonly Statement[];
    })
  | (At & {
      readonly type: 'with';
      readonly targets: readonly Target[];
      readonly values: readonly Expression[];
      readonly body: readonly Statement[];
    })
  | (At & MacroShape & { readonly type: 'macro'; readonly name: string })
  | (At & MacroShape & { readonly type: 'call_block'; readonly call: CallExpression })
  | (At & { readonly type: 'filter_block'; readonly filter: Expression; readonly body: readonly Statement[] })
  | (At & { readonly type: 'scope'; readonly body: readonly Statement[] })
  | (At & {
      readonly type: 'include';
      readonly template: Expression;
      readonly ignoreMissing: boolean;
      readonly withContext: boolean;
    })
  | (At & {
      readonly type: 'import';
      readonly template: Expression;
      readonly name: string;
      readonly withContext: boolean;
    })
  | (At & { readonly type: 'extends'; readonly template: Expression });
