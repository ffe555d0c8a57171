/** What most often stands behind a failure, by what its message says. */
const causes: readonly (readonly [RegExp, string])[] = [
  [/undefined/i, 'a variable is misspelt, or neither the product nor the order nor an earlier task sets it'],
  [/ECONNREFUSED|connection refused/i, 'the system is not running, or its address in crm_config.yaml is wrong'],
  [/ENOTFOUND|EAI_AGAIN|name or service not known/i, 'the name in the address is misspelt, or DNS does not answer'],
  [/timed out|time-?out|ETIMEDOUT|time limit/i, 'the system is overloaded, or a firewall drops the packets'],
  [/ECONNRESET|socket hang up|other side closed/i, 'the system broke off the connection: look into its log'],
  [/certificate|CERT_|self-signed/i, "the system's certificate has expired or is signed by nobody this host trusts"],
  [/^(401|403)\b|unauthori[sz]ed|forbidden/i, 'a key or password in crm_config.yaml is wrong or has expired'],
  [/^404\b|NOT_FOUND/, 'the object is not there any more, or was never made'],
  [/^(409|412)\b|EXISTS|duplicate/i, 'the object is there already: an earlier run may have left it'],
  [/^5\d\d\b|SERVER_ERROR/, 'the system itself failed: look into its log'],
  [/no such file|cannot read|could not find|not found in/i, 'a file that the play includes is missing or unreadable'],
  [/yaml|syntax/i, 'a file that the play includes has a mistake in its YAML or in a template'],
  [/handler/i, 'a task notifies a handler that the play does not have'],
];

const OF_FATAL_FAILURES = [
  'a variable that is not set where the play needs it',
  'a file, role or handler that the play names and that is not there',
  'a mistake in the YAML of an included file',
];

/** The usual causes of a failure; one outside every task always has some. */
export function usualCauses(message: string, status: number | null, fatal: boolean): string[] {
  const told = `${status !== null && status >= 400 ? `${status} ` : ''}${message}`;
  const found = causes.filter(([pattern]) => pattern.test(told)).map(([, cause]) => cause);
  return found.length === 0 && fatal ? OF_FATAL_FAILURES : found;
}
