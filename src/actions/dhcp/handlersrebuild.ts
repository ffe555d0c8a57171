import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';
import { restartDhcp } from './restart-dhcp.ts';
import { writeHandlers } from './write-handlers.ts';

export const handlersrebuild = defineAction({
  name: 'handlersrebuild',
  summary:
    'Write the DHCP and PPP files of all networks; the play dhcp-restart, where there is one, restarts the server.',
  changes: 'outside',
  run: {
    handler: async context => {
      await writeHandlers(context);
      const restarted = context.options.isOff('DHCP_ENABLED') ? done('') : await restartDhcp(context);
      if (restarted.outcome === 'failed') return restarted;
      context.tell('REMOTEAPI HANDLERSREBUILD');
      return done('OK:HANDLERSREBUILD');
    },
  },
});
