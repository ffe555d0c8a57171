import { defineAction } from '../define-action.ts';
import { refused } from '../reply.ts';
import { asteriskParams } from './asterisk-params.ts';
import { subActions } from './sub-actions.ts';
import { unknownSubAction } from './caller-login.ts';

export const asterisk = defineAction({
  name: 'asterisk',
  summary: `What the dial plan of an Asterisk asks for: ${[...subActions.keys()].join(', ')}.`,
  params: asteriskParams,
  gate: { ASTERISK_ENABLED: 'ERROR: ASTERISK DISABLED' },
  lock: 'none',
  run: {
    handler: async (context, asked) => {
      if (asked.number === undefined && asked.login === undefined) return refused('ERROR: NOT HAVE NUMBER');
      if (asked.param === undefined) return refused('ERROR: NOT HAVE PARAMETR');
      const subAction = subActions.get(asked.param) ?? unknownSubAction;
      return subAction(context, asked);
    },
  },
});
