import { listPlays } from '../../provisioning/find-play.ts';
import { defineAction } from '../define-action.ts';
import { openPlays } from '../plays/open-plays.ts';
import { text } from '../params/kinds.ts';
import { done, failed, refused } from '../reply.ts';
import { scriptFolders, scriptModules, refusedLookups } from './sandbox.ts';

const TEN_MINUTES = 600;

export const onepunch = defineAction({
  name: 'onepunch',
  summary:
    'Run a play of the operator by its alias: `onepunch/ALIAS.yaml` in a folder of plays. It may call HTTP APIs, nothing of this host.',
  params: { param: text({ summary: 'the alias', missing: 'ERROR:NO_PARAM' }) },
  gate: { ONEPUNCH_ENABLED: 'ERROR:ONEPUNCH_DISABLED' },
  timeout: TEN_MINUTES,
  changes: 'outside',
  run: {
    handler: async (context, { param }) => {
      const folders = scriptFolders(context.config);
      if (!listPlays(folders).includes(param)) {
        return refused('ERROR:NO_SUCH_SCRIPT', `there is no onepunch/${param}.yaml in a folder of plays`);
      }
      const lookups = refusedLookups(context.config);
      const limits = { folders, modules: scriptModules(context.config), lookups, limitMs: TEN_MINUTES * 1000 };
      const plays = openPlays(context, limits);
      try {
        const answer = await plays.call(param, {});
        if (answer.state !== 'done') return failed('ERROR:ONEPUNCH_FAILED', answer.reason);
        return done(`${answer.text('reply') ?? ''}OK:ONEPUNCH`);
      } finally {
        await plays.close();
      }
    },
  },
});
