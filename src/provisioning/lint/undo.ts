/** Which task of a rescue takes back what a call made. */
import { callOf, pathWords, type Call } from './call.ts';
import { isWrite } from './call-kind.ts';
import { undoTasks } from './steps.ts';

/** The calls that take a call back when a later step fails, in the order they are written. */
export function undoersOf(call: Call): Call[] {
  const candidates = undoTasks(call.task).flatMap(task => callOf(task) ?? []);
  return candidates.filter(candidate => undoes(candidate, call));
}

/** Whether a call of a rescue takes back what another made: both name the same kind of thing. */
function undoes(undo: Call, made: Call): boolean {
  if (!isWrite(undo.kind) || undo.kind === 'notify') return false;
  if (made.kind === 'charge') return undo.kind === 'refund' || (undo.kind === 'remove' && sameResource(undo, made));
  if (made.rpc === undefined || undo.rpc === undefined) return made.rpc === undo.rpc && sameResource(undo, made);
  const [noun, other] = [nounOf(made.rpc), nounOf(undo.rpc)];
  // An account takes its balances, plans and triggers with it.
  return noun === other || (other === 'account' && /account|balance/.test(noun));
}

function sameResource(a: Call, b: Call): boolean {
  if (a.resource !== undefined && a.resource === b.resource) return true;
  return b.resource !== undefined && pathWords(a.url).includes(b.resource);
}

/** `account` of ApierV2.SetAccount; a plural is its singular. */
function nounOf(rpc: string): string {
  const name = rpc.replace(/^.*\./, '');
  const noun = name.replace(
    /^(?:Set|Add|Create|Put|Assign|TopUp|Activate|Remove|Rem|Delete|Del|Unset|Unassign|Disable|Deactivate|Debit|Reset)/i,
    '',
  );
  return noun.toLowerCase().replace(/s$/, '');
}
