/** No false success: replies that say "failed" inside an HTTP 200 fail their task, by what the kind of backend means by them. */
import type { Config } from '../config.ts';
import {
  type Module,
  type ModuleArguments,
  type ModuleContext,
  type ModuleResult,
  type ModuleTable,
  Unrecorded,
} from '../engine/index.ts';
import { OmnicrmError } from '../errors.ts';
import { toValue } from '../template/index.ts';
import { asText } from './as-text.ts';
import { backendAt } from './backends/backends-of.ts';
import { jsonMembers } from './backends/kinds/json-members.ts';
import { probe } from './backends/probe.ts';

/** The module table with a `uri` that also reads what the operator's backends mean by their replies. */
export function withReplyChecks(modules: ModuleTable, config: Config): ModuleTable {
  const uri = modules.get('uri');
  return uri === undefined ? modules : new Map([...modules, ['uri', checkedUri(uri, config)]]);
}

function checkedUri(uri: Module, config: Config): Module {
  const run = async (args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> => {
    const result = await uri.run(args, context);
    refuseDatabaseError(result);
    const kind = backendAt(config, args['url'])?.kind;
    if (result.failed === true) {
      if (context.repeated === true && isGone(args, result)) return { ...result, failed: false };
      const look = context.repeated === true ? kind?.probe?.(args) : undefined;
      const made = look === undefined ? undefined : await probe(uri, args, context, look);
      return made ?? withReason(result, kind?.reason?.(result));
    }
    if (result.skipped === true) return result;
    const failure = kind?.check?.(args, result, context.repeated === true);
    return failure === undefined ? result : { ...result, failed: true, msg: failure };
  };
  return { ...uri, run };
}

/** A disk of ours that is full is not the task's doing: its outcome stays unknown, for a life that can write it down. */
function refuseDatabaseError(result: ModuleResult): void {
  if (result.failed !== true) return;
  const reply = jsonMembers(result['json']);
  if (reply.get('code') !== 'E_DATABASE') return;
  const cause = new OmnicrmError('E_DATABASE', String(reply.get('message')), { hint: String(reply.get('hint')) });
  throw new Unrecorded(cause.message, { cause });
}

/** A DELETE that was made before a crash finds nothing when it comes again (RFC 9110 §9.2.2). */
function isGone(args: ModuleArguments, result: ModuleResult): boolean {
  return asText(args['method'] ?? 'GET').toUpperCase() === 'DELETE' && [404, 410].includes(Number(result['status']));
}

function withReason(result: ModuleResult, reason: string | undefined): ModuleResult {
  return reason === undefined ? result : { ...result, msg: `${reason} (${asText(toValue(result.msg))})` };
}
