import { jsonMembers } from './kinds/json-members.ts';

/** What `uri` says when no connection came about, or when an open breaker held the call back. */
const noConnection =
  /Connection refused|timed out|No route to host|Network is unreachable|Name or service not known|Temporary failure in name resolution|is down since/;

/** Of these none has left a request behind. */
const neverSent =
  /Connection refused|Connection timed out|No route to host|Network is unreachable|Name or service not known|Temporary failure in name resolution|is down since/;

/** Whether a call failed before its request left this process, so that nothing can have come of it. Takes the task's result. */
export function wasNeverSent(result: unknown): boolean {
  return saysOfNoAnswer(result, neverSent);
}

/** Whether a task failed because its backend could not be reached: then the run's exit code is 69. Takes the task's result. */
export function isBackendDown(result: unknown): boolean {
  const items = jsonMembers(result).get('results');
  if (Array.isArray(items)) return items.some(isBackendDown);
  return saysOfNoAnswer(result, noConnection);
}

function saysOfNoAnswer(result: unknown, words: RegExp): boolean {
  const members = jsonMembers(result);
  const hasNoAnswer = members.get('failed') === true && Number(members.get('status')) === -1;
  return hasNoAnswer && words.test(String(members.get('msg')));
}
