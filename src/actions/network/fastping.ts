import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';
import { pingableSwitches } from './pingable-switches.ts';
import { pingAll } from './programs/ping-all.ts';

const SWITCHES_AT_ONCE = 5000;

export const fastping = defineAction({
  name: 'fastping',
  summary: 'Ping all switches at once; swping then goes by what this found.',
  gate: { FASTPING_ENABLED: 'ERROR:FASTPING_DISABLED' },
  lock: { overlap: 'skip', busy: 'OK:FASTPING' },
  timeout: 600,
  changes: 'outside',
  run: {
    handler: async context => {
      const switches = await pingableSwitches(context.db);
      const alive = await pingAll(
        context,
        switches.map(({ ip }) => ip),
      );
      const fast_checked_at = context.now.toISOString();
      for (const [fast_alive, name] of [
        [1, 'alive'],
        [0, 'dead'],
      ] as const) {
        const ids = switches.filter(({ ip }) => alive.has(ip) === (fast_alive === 1)).map(one => one.switch_id);
        for (let at = 0; at < ids.length; at += SWITCHES_AT_ONCE) {
          const some = ids.slice(at, at + SWITCHES_AT_ONCE);
          await context.transaction(tx =>
            tx.updateTable('switch').set({ fast_alive, fast_checked_at }).where('switch_id', 'in', some).execute(),
          );
        }
        context.count(name, ids.length);
      }
      context.changed(switches.length);
      return done('OK:FASTPING');
    },
  },
});
