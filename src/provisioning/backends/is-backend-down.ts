import { jsonMembers } from './kinds/json-members.ts';

/** What `uri` says of a call that left nothing behind: there was no connection, or an open breaker held it back. */
const neverSent = /Connection refused|Name or service not known|Temporary failure in name resolution|is down since/;

/** What it says where a request may have been under way. */
const noAnswer = /timed out|No route to host|Network is unreachable/;

/** Whether a call failed before its request left this process, so that nothing can have come of it. Takes the task's result. */
export function wasNeverSent(result: unknown): boolean {
  return saysOfNoAnswer(result, neverSent);
}

/** Whether a task failed because its backend could not be reached: then the run's exit code is 69. Takes the task's result. */
export function isBackendDown(result: unknown): boolean {
  const items = jsonMembers(result).get('results');
  if (Array.isArray(items)) return items.some(isBackendDown);
  return saysOfNoAnswer(result, neverSent) || saysOfNoAnswer(result, noAnswer);
}

function saysOfNoAnswer(result: unknown, words: RegExp): boolean {
  const members = jsonMembers(result);
  const hasNoAnswer = members.get('failed') === true && Number(members.get('status')) === -1;
  return hasNoAnswer && words.test(String(members.get('msg')));
}
