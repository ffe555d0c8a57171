/** What the phone system holds, cut to what the rules look at. */

export interface PbxUser {
  readonly id: number;
  readonly name: string;
  readonly userfield: string;
}

export interface PbxLine {
  readonly id: number;
  readonly username: string;
}

export interface PbxExtension {
  readonly id: number;
  readonly exten: string;
  readonly context: string;
  /** Switched off. */
  readonly commented: boolean;
}

export interface PbxState {
  readonly users: readonly PbxUser[];
  /** Of ours, the first of each service. */
  readonly userOf: ReadonlyMap<string, PbxUser>;
  readonly lines: readonly PbxLine[];
  readonly lineNamed: ReadonlyMap<string, PbxLine>;
  readonly extensions: readonly PbxExtension[];
  /** By `1100@default`. */
  readonly extensionAt: ReadonlyMap<string, PbxExtension>;
  /** Of our lines: ids of their numbers. */
  readonly numbersOf: ReadonlyMap<number, readonly number[]>;
  /** Of our users: ids of their lines. */
  readonly linesOf: ReadonlyMap<number, readonly number[]>;
}
