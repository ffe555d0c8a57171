import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';
import { pingAll } from './programs/ping-all.ts';

const ECHOES = 2;

export const nasmon = defineAction({
  name: 'nasmon',
  summary: 'Ping the access servers; keep which of them answer.',
  gate: { NASMON_ENABLED: 'ERROR: NASMON DISABLED' },
  lock: { overlap: 'skip', busy: 'SKIP:NASMON_ALREADY_RUNNING' },
  timeout: 600,
  changes: 'outside',
  run: {
    handler: async context => {
      const servers = await context.db.selectFrom('nas').select(['nas_id', 'ip']).execute();
      const alive = await pingAll(
        context,
        servers.map(({ ip }) => ip),
        ECHOES,
      );
      const checked_at = context.now.toISOString();
      await context.transaction(async tx => {
        for (const { nas_id, ip } of servers) {
          const isAlive = alive.has(ip) ? 1 : 0;
          await tx.updateTable('nas').set({ alive: isAlive, checked_at }).where('nas_id', '=', nas_id).execute();
          context.count(isAlive ? 'alive' : 'dead');
        }
      });
      context.changed(servers.length);
      return done('OK: NASMON');
    },
  },
});
