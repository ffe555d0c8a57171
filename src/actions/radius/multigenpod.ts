import { defineAction } from '../define-action.ts';
import { text } from '../params/kinds.ts';
import { done, refused } from '../reply.ts';
import { readSeats } from './seats.ts';
import { packetsOf } from './packets.ts';
import { sendPackets } from './send-packets.ts';

export const multigenpod = defineAction({
  name: 'multigenpod',
  summary: "Disconnect one subscriber's RADIUS sessions at the servers that know him by something else than his login.",
  params: { param: text({ summary: 'login', missing: 'ERROR: NO_LOGIN' }) },
  gate: { MULTIGEN_ENABLED: 'ERROR: MULTIGEN DISABLED' },
  lock: 'none',
  changes: 'outside',
  run: {
    handler: async (context, { param }) => {
      const mode = context.options.text('MULTIGEN_POD_ON_MAC_CHANGE');
      if (!context.options.isOn('MULTIGEN_POD_ON_MAC_CHANGE'))
        return refused('ERROR: MULTIGEN_POD_ON_MAC_CHANGE DISABLED');
      const seats = (await readSeats(context)).filter(
        ({ member, server }) =>
          member.login === param && server.user_name !== 'login' && /pod|coa/.test(server.service),
      );
      const packets = seats.flatMap(seat => packetsOf(context, seat, ['pod']));
      await sendPackets(context, mode === '2' ? [...packets, ...packets] : packets);
      return done('OK: MULTIGENPOD');
    },
  },
});
