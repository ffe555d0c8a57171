import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';
import { pollSignals, signalDevices } from './poll-signals.ts';

export const mtsigmonpoll = defineAction({
  name: 'mtsigmonpoll',
  summary: 'Ask all access points by SNMP for the signals of their wireless clients.',
  gate: { MTSIGMON_ENABLED: 'ERROR:MTSIGMON_DISABLED' },
  changes: 'outside',
  run: {
    handler: async context => {
      await pollSignals(context, await signalDevices(context, 'MTSIGMON'));
      return done('OK:MTPOLL');
    },
  },
});
