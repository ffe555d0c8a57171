import { defineAction } from '../define-action.ts';
import { concurrently } from '../network/concurrently.ts';
import { done } from '../reply.ts';
import { archivedDevices, archiveDevice } from './archive-device.ts';

const DEVICES_AT_ONCE = 8;

export const envyarchive = defineAction({
  name: 'envyarchive',
  summary: 'Save the configuration of every active network device, by SSH or telnet.',
  gate: { ENVY_ENABLED: 'ERROR:ENVY DISABLED' },
  lock: { overlap: 'skip', busy: 'OK:ENVYARCHIVE' },
  timeout: 3600,
  changes: 'outside',
  run: {
    handler: async context => {
      const most = context.options.digits('MULTI_ENVY_PROC', DEVICES_AT_ONCE) || DEVICES_AT_ONCE;
      await concurrently(await archivedDevices(context), most, device => archiveDevice(context, device));
      return done('OK:ENVYARCHIVE');
    },
  },
});
