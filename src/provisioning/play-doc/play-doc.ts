/** What a play does, as a reader who did not write it wants to know it. */
import type { CallKind } from '../lint/call-kind.ts';

export interface PlayDoc {
  readonly title: string;
  readonly file: string;
  /** The comment at the top of the file. */
  readonly about: string;
  readonly variables: readonly VariableDoc[];
  readonly backends: readonly BackendDoc[];
  readonly tasks: readonly TaskDoc[];
  readonly undo: readonly UndoDoc[];
}

export type VariableOrigin = 'needed' | 'optional' | 'order' | 'vars' | 'set_fact' | 'registered';

export interface VariableDoc {
  readonly name: string;
  readonly origin: VariableOrigin;
  /** The default as written, for what may be left out. */
  readonly default: string | undefined;
  readonly secret: boolean;
}

export interface BackendDoc {
  readonly url: string;
  readonly method: string;
  readonly rpc: string | undefined;
  readonly kind: CallKind;
  /** Lines of the tasks that call it so. */
  readonly lines: readonly number[];
}

export interface TaskDoc {
  readonly title: string;
  readonly module: string;
  readonly line: number;
  readonly section: string;
}

export interface UndoDoc {
  readonly task: string;
  readonly line: number;
  readonly kind: CallKind;
  /** The tasks of the rescue that take it back; empty when nothing does. */
  readonly undoneBy: readonly { readonly task: string; readonly line: number }[];
}
