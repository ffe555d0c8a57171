import { OmnicrmError } from '../../../errors.ts';

/** Whether a value of now makes a task fire, by the value of the last time and the task's condition. */
type Operator = (now: string, last: string, condition: string) => boolean;

const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['=true', now => now === 'true'],
  ['=false', now => now === 'false'],
  ['==', (now, _last, condition) => now === condition],
  ['!=', (now, _last, condition) => now !== condition],
  ['>', (now, _last, condition) => Number(now) > Number(condition)],
  ['<', (now, _last, condition) => Number(now) < Number(condition)],
  ['>=', (now, _last, condition) => Number(now) >= Number(condition)],
  ['<=', (now, _last, condition) => Number(now) <= Number(condition)],
  ['changed', (now, last) => now !== last],
  ['notchanged', (now, last) => now === last],
  ['empty', now => now === ''],
  ['notempty', now => now !== ''],
  ['like', (now, _last, condition) => now.includes(condition)],
  ['notlike', (now, _last, condition) => !now.includes(condition)],
  ['rised', (now, last) => Number(now) > Number(last)],
  ['decreased', (now, last) => Number(now) < Number(last)],
]);

/** Throws E_INPUT for an operator there is none of. */
export function fires(operator: string, now: string, last: string, condition: string): boolean {
  const compare = operators.get(operator);
  if (compare === undefined) throw new OmnicrmError('E_INPUT', `there is no operator '${operator}'`);
  return compare(now, last, condition);
}
