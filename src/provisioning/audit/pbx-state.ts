/** What the phone system holds, cut to what the rules look at. */

export interface PbxState {
  readonly users: readonly { readonly id: number; readonly name: string; readonly userfield: string }[];
  readonly lines: readonly { readonly id: number; readonly username: string }[];
  readonly extensions: readonly { readonly id: number; readonly exten: string; readonly context: string }[];
  /** Of our lines: ids of their numbers. */
  readonly numbersOf: ReadonlyMap<number, readonly number[]>;
  /** Of our users: ids of their lines. */
  readonly linesOf: ReadonlyMap<number, readonly number[]>;
}
