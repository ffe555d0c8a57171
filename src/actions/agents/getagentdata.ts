import { defineAction } from '../define-action.ts';
import { phpJson } from '../formats/php-json.ts';
import { text } from '../params/kinds.ts';
import { done } from '../reply.ts';
import { addressOf } from './address-of.ts';
import { agentData, agentIdOfAddress, strictAgentId } from './find-agent.ts';

export const getagentdata = defineAction({
  name: 'getagentdata',
  summary: 'The legal entity that a subscriber contracts with, as JSON.',
  params: { param: text({ summary: 'login', missing: 'ERROR:NO_LOGIN_PARAM' }) },
  changes: 'nothing',
  contentType: 'application/json',
  run: {
    handler: async ({ db, options }, { param: login }) => {
      const agentId =
        (await strictAgentId(db, login)) ?? (await agentIdOfAddress(db, options, await addressOf(db, login)));
      return done(phpJson(await agentData(db, agentId)));
    },
  },
});
