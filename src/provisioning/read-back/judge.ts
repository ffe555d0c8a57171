import type { Answer } from './answer.ts';
import type { BackendObject, ObjectState, Row } from './types.ts';

/** Columns that change by themselves: use, location, time. */
const VOLATILE = /^(last_|serving_|pcscf|scscf|UpdateTime$|BalanceMap$|UnitCounters$|ActionTriggers$|sqn$|attributes$)/;

/**
 * What an answer means for the run. What it created or removed has to be gone; what it changed has to be as it was, which
 * only a row read before can tell.
 */
export function judge(object: BackendObject, answer: Answer): ObjectState {
  if ('unknown' in answer) return { object, state: 'unknown', left: undefined, why: answer.unknown };
  const { row } = answer;
  if (object.effect !== 'changed') {
    return { object, state: row === null ? 'gone' : 'there', left: row !== null, why: undefined };
  }
  return row === null ? lost(object) : changed(object, row);
}

function lost(object: BackendObject): ObjectState {
  if (object.before === undefined)
    return { object, state: 'gone', left: undefined, why: 'nobody looked whether it was there' };
  const was = object.before !== null;
  return { object, state: 'gone', left: was, why: was ? 'it was there before' : undefined };
}

function changed(object: BackendObject, row: Row): ObjectState {
  const { before } = object;
  if (before === undefined)
    return { object, state: 'unknown', left: undefined, why: 'nobody looked what it was before' };
  const differing = Object.keys(row).filter(name => before !== null && name in before && differs(name, before, row));
  const left = before === null || differing.length > 0;
  const why = differing.length > 0 ? `not as it was: ${differing.join(', ')}` : undefined;
  return { object, state: 'there', left, why };
}

function differs(name: string, before: Row, row: Row): boolean {
  return !VOLATILE.test(name) && JSON.stringify(before[name]) !== JSON.stringify(row[name]);
}
