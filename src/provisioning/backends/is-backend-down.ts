import { jsonMembers } from './kinds/json-members.ts';

/** What `uri` says when no connection came about, or when an open breaker held the call back. */
const noConnection =
  /Connection refused|timed out|No route to host|Network is unreachable|Name or service not known|Temporary failure in name resolution|is down since/;

/** Whether a task failed because its backend could not be reached: then the run's exit code is 69. Takes the task's result. */
export function isBackendDown(result: unknown): boolean {
  const members = jsonMembers(result);
  const items = members.get('results');
  if (Array.isArray(items)) return items.some(isBackendDown);
  const hasNoAnswer = members.get('failed') === true && Number(members.get('status')) === -1;
  return hasNoAnswer && noConnection.test(String(members.get('msg')));
}
