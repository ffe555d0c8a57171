/** A plan: the play is walked with its reads sent and its writes answered by a shadow, so that every later step can be seen. */
import { modules } from '../engine/modules/index.ts';
import { type Module, type ModuleArguments, type ModuleResult, type Playbook, runPlaybook } from '../engine/index.ts';
import { type Dict, type Value } from '../template/index.ts';
import type { ProvisioningContext } from './context.ts';
import type { RunVariables } from './merge-variables.ts';
import type { RunControl, RunOutcome } from './order.ts';

/** Walks the play in check mode. Status 2 when it would fail as things stand. */
export async function planPlay(
  context: ProvisioningContext,
  plan: { readonly playbook: Playbook; readonly variables: RunVariables },
  control: RunControl,
): Promise<RunOutcome> {
  const result = await runPlaybook(plan.playbook, {
    modules: new Map([...modules, ...shadowedUri()]),
    ...plan.variables,
    dispatcherFor: (origin, tls) => context.dispatcherFor(origin, tls),
    reporters: control.reporters ?? [],
    check: true,
    ...(control.signal === undefined ? {} : { signal: control.signal }),
  });
  const { failure } = result;
  return {
    provisionId: undefined,
    status: result.exitCode === 0 ? 0 : 2,
    verdict: undefined,
    serviceId: undefined,
    serviceUuid: undefined,
    repeated: false,
    failure: failure && { task: failure.task, message: String(failure.result.get('msg') ?? '') },
  };
}

function shadowedUri(): [string, Module][] {
  const uri = modules.get('uri');
  if (uri === undefined) return [];
  return [['uri', { ...uri, run: async (args, context) => shadow(args, await uri.run(args, context)) }]];
}

/** What a write that was not sent would most likely have answered: the sent body with new ids, or a JSON-RPC "OK". */
function shadow(args: ModuleArguments, result: ModuleResult): ModuleResult {
  if (result.skipped !== true) return result;
  const url = String(args['url']);
  const { skipped: _, ...rest } = result;
  const status = Array.isArray(args['status_code']) ? args['status_code'][0] : args['status_code'];
  return {
    ...rest,
    changed: false,
    status,
    url,
    msg: 'Not sent: this is a plan',
    json: shadowReply(url, args['body']),
  };
}

function shadowReply(url: string, body: Value | undefined): Dict {
  const sent = body instanceof Map ? body : new Map<Value, Value>();
  if (sent.has('params'))
    return new Map<Value, Value>([
      ['id', null],
      ['result', 'OK'],
      ['error', null],
    ]);
  const thing = new URL(url).pathname.split('/').findLast(part => /^[a-z_]+$/.test(part)) ?? 'row';
  return new Map<Value, Value>([...sent, [`${thing}_id`, 0]]);
}
