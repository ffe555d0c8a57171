import type { Action, Changes, Gate, Handler, Lock, Period, PlayRun } from './action.ts';
import { closedGate } from './gate.ts';
import type { ParamsOf, ParamTable } from './params/param.ts';

const HOUR = 3600;

interface Definition<Table extends ParamTable> {
  readonly name: string;
  /** What it does, in one sentence. */
  readonly summary: string;
  readonly params?: Table;
  /** Options that must be on with the reply when one is not (in order), or a function of its own. */
  readonly gate?: Readonly<Record<string, string>> | Gate;
  /** `none` lets runs overlap. Else one runs at a time; a second waits, unless it is told otherwise. */
  readonly lock?: 'none' | Partial<Lock>;
  /** Longest run, in seconds; an hour when not given. */
  readonly timeout?: number;
  /** The period in which its money moves once for a subject; the day when not given. */
  readonly period?: Period;
  /** `data` when not given. */
  readonly changes?: Changes;
  readonly contentType?: string;
  /** A function, or a play by its name (changes is then `outside`). */
  readonly run: { readonly handler: Handler<ParamsOf<Table>> } | PlayRun;
}

/** Makes an action of its definition; the handler gets its parameters converted. Put the value into the table in index.ts. */
export function defineAction<const Table extends ParamTable>(definition: Definition<Table>): Action {
  const { name, summary, gate = {} } = definition;
  return {
    name,
    summary,
    params: definition.params ?? {},
    gate: typeof gate === 'function' ? gate : options => closedGate(options, gate),
    lock: definition.lock === 'none' ? undefined : lockOf(name, definition.lock),
    timeoutSeconds: definition.timeout ?? HOUR,
    period: definition.period ?? 'day',
    changes: definition.changes ?? ('play' in definition.run ? 'outside' : 'data'),
    contentType: definition.contentType,
    // The dispatcher calls a handler with what this very table converted.
    run: 'play' in definition.run ? definition.run : { handler: definition.run.handler as Handler },
  };
}

function lockOf(name: string, lock: Partial<Lock> = {}): Lock {
  return {
    name: lock.name,
    overlap: lock.overlap ?? 'wait',
    busy: lock.busy ?? `SKIP:${name.toUpperCase()}_ALREADY_RUNNING`,
  };
}
