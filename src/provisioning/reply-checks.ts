/** No false success: replies that say "failed" inside an HTTP 200 fail their task (the OCS's JSON-RPC errors, the HSS's null). */
import type { Config } from '../config.ts';
import { type Dict, toValue } from '../template/index.ts';
import { asText } from './as-text.ts';
import type { Module, ModuleArguments, ModuleContext, ModuleResult, ModuleTable } from '../engine/index.ts';

type Verdict = string | undefined;
type ReplyCheck = (args: ModuleArguments, result: ModuleResult) => Verdict;

/** The module table with a `uri` that also reads what the operator's backends mean by their replies. */
export function withReplyChecks(modules: ModuleTable, config: Config): ModuleTable {
  const uri = modules.get('uri');
  return uri === undefined ? modules : new Map([...modules, ['uri', checkedUri(uri, config)]]);
}

function checkedUri(uri: Module, config: Config): Module {
  const checks = checksByOrigin(config);
  const crm = originOf(config.baseUrl);
  const run = async (args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> => {
    const result = await uri.run(args, context);
    const origin = originOf(args['url']);
    if (result.failed === true) return origin === crm ? withReason(result) : result;
    if (result.skipped === true) return result;
    const failure = checks.get(origin)?.(args, result);
    return failure === undefined ? result : { ...result, failed: true, msg: failure };
  };
  return { ...uri, run };
}

/** What the CRM says of a refusal (the card's code, who holds an item) tells more than the status alone. */
function withReason(result: ModuleResult): ModuleResult {
  const reply = result['json'];
  const reason = reply instanceof Map ? (reply as Dict).get('message') : undefined;
  return typeof reason === 'string' ? { ...result, msg: `${reason} (${asText(toValue(result.msg))})` } : result;
}

function checksByOrigin(config: Config): ReadonlyMap<string, ReplyCheck> {
  const checks = new Map<string, ReplyCheck>();
  for (const node of config.hss) checks.set(originOf(node), hssReply);
  if (config.ocs.hostPort !== undefined) checks.set(originOf(`http://${config.ocs.hostPort}`), ocsReply);
  return checks;
}

/** CGRateS answers HTTP 200 to every JSON-RPC error, and an empty 200 to a body it cannot read. */
function ocsReply(_args: ModuleArguments, result: ModuleResult): Verdict {
  const reply = result['json'];
  if (!(reply instanceof Map)) return 'The OCS answered without a JSON-RPC reply';
  const error = (reply as Dict).get('error') ?? null;
  return error === null ? undefined : `The OCS refused the call: ${asText(error)}`;
}

/** PyHSS answers HTTP 200 `null` for a row that is not there: fine for a look-up, a failure for a write. */
function hssReply(args: ModuleArguments, result: ModuleResult): Verdict {
  const method = asText(args['method'] ?? 'GET').toUpperCase();
  const isWrite = method !== 'GET' && method !== 'HEAD';
  return isWrite && (result['json'] ?? null) === null ? 'The HSS has no such row (it answered null)' : undefined;
}

function originOf(url: unknown): string {
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).origin : '';
}
