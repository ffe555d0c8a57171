import type { ActionContext, HandlerReply, Params, PlayRun } from '../action.ts';
import { openPlays } from '../plays/open-plays.ts';
import { actionPlayFolders } from '../plays/play-about.ts';
import { done, failed } from '../reply.ts';

/**
 * Runs the play of an action with its parameters as extra variables; it is searched in `actions` of the folders of plays, then
 * in the folders themselves. Failed, the reply is `ERROR:NAME_FAILED` and the reason names the task. Throws E_PLAY_MISSING or
 * E_PLAY_SYNTAX.
 */
export async function runActionPlay(context: ActionContext, run: PlayRun, params: Params): Promise<HandlerReply> {
  const { config, action } = context;
  const folders = [...actionPlayFolders(config), ...config.playsPath];
  const plays = openPlays(context, { folders, limitMs: DAY_MS });
  try {
    const given = Object.entries(params).filter(([, value]) => value !== undefined);
    const answer = await plays.call(run.play, Object.fromEntries(given));
    if (answer.state === 'done') return done(run.reply);
    return failed(
      `ERROR:${action.toUpperCase()}_FAILED`,
      `the play ${run.play} ${answer.state} ${answer.reason ?? ''}`,
    );
  } finally {
    await plays.close();
  }
}

/** The action's own time limit ends it. */
const DAY_MS = 86_400_000;
