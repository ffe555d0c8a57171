import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';
import { pollSignals, signalDevices } from './poll-signals.ts';

export const oltpoll = defineAction({
  name: 'oltpoll',
  summary: 'Ask all OLTs by SNMP for the signals and distances of their ONUs.',
  gate: { PON_ENABLED: 'ERROR:PON_DISABLED' },
  lock: { overlap: 'skip', busy: 'SKIPPED:OLTPOLL' },
  changes: 'outside',
  run: {
    handler: async context => {
      const olts = await signalDevices(context, 'OLT');
      await pollSignals(context, olts);
      const lines = olts.map(({ switch_id, ip, location }) => `POLLING:${switch_id} ${ip} - ${location ?? ''}`);
      // The space is the original's.
      return done([...lines, ' OK:OLTPOLL'].join('\n'));
    },
  },
});
