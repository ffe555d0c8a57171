/** Parameters of actions: each a value that says when it counts as given and how its text becomes a value. */

/** Ubilling's two ways to ask: "given" is neither empty nor `0`; "present" is there at all. */
export type Presence = 'given' | 'present';

export interface Param<T> {
  readonly summary: string;
  readonly presence: Presence;
  /** The reply when it is wanted and not given; undefined for optional ones. */
  readonly missing: string | undefined;
  /** The reply when its text is no value of this kind. */
  readonly wrong: string;
  /** Masked in every record. */
  readonly secret: boolean;
  /** The value of a text; undefined refuses it. Called with undefined when not given. */
  read(text: string | undefined): { readonly value: T } | undefined;
}

export type ParamTable = Readonly<Record<string, Param<unknown>>>;

/** What a handler gets for a table of parameters. */
export type ParamsOf<Table extends ParamTable> = {
  readonly [Name in keyof Table]: Table[Name] extends Param<infer T> ? T : never;
};
