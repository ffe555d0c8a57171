import { runPlaybook } from '../../engine/index.ts';
import { loadPlay, runModules } from '../../provisioning/load-play.ts';
import { toValue } from '../../template/index.ts';
import type { ActionContext, HandlerReply, Params, PlayRun } from '../action.ts';
import { done, failed } from '../reply.ts';

/**
 * Runs the play of an action with its parameters as extra variables. Failed, the reply is `ERROR:NAME_FAILED` and the reason
 * names the task. Throws E_PLAY_MISSING or E_PLAY_SYNTAX.
 */
export async function runActionPlay(context: ActionContext, run: PlayRun, params: Params): Promise<HandlerReply> {
  const modules = runModules(context.config);
  const playbook = loadPlay(context.config, run.play, modules);
  const given = Object.entries(params).filter(([, value]) => value !== undefined);
  const variables = { ...Object.fromEntries(given), action: context.action, as_of: context.today };
  const { exitCode, failure, error } = await runPlaybook(playbook, {
    modules,
    extraVars: new Map([
      ...Object.entries(variables).map(([name, value]) => [name, toValue(value)] as const),
      ['crm_config', context.config.tree] as const,
    ]),
    refusedLookups: context.config.refusedLookups,
    signal: context.signal,
  });
  if (exitCode === 0) return done(run.reply);
  const task = failure === undefined ? '' : ` in task '${failure.task}'`;
  const reason = `the play ${run.play} failed${task}${error === undefined ? '' : `: ${error.message}`}`;
  return failed(`ERROR:${context.action.toUpperCase()}_FAILED`, reason);
}
