import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';
import { concurrently } from './concurrently.ts';
import { pingableSwitches, type PingableSwitch } from './pingable-switches.ts';
import { pingAll } from './programs/ping-all.ts';
import { runProgram } from './programs/run-program.ts';
import { recordLook } from './record-look.ts';

const SCRIPTS_AT_ONCE = 8;

export const swping = defineAction({
  name: 'swping',
  summary: 'Ping all switches; keep which are dead, and since when.',
  lock: { overlap: 'skip', busy: 'SKIP:SWPING_ALREADY_RUNNING' },
  timeout: 1200,
  changes: 'outside',
  run: {
    handler: async context => {
      const switches = await pingableSwitches(context.db);
      const answered = await answering(context, switches);
      const others = switches.filter(one => !answered.has(one.ip));
      const alive = new Set([...answered, ...(await aliveByScript(context, others))]);
      await recordLook(context, switches, alive);
      return done('OK:SWPING');
    },
  },
});

/** Who answers now, or answered the last fastping. */
async function answering(context: ActionContext, switches: readonly PingableSwitch[]): Promise<ReadonlySet<string>> {
  if (!context.options.isOn('FASTPING_ENABLED'))
    return pingAll(
      context,
      switches.map(({ ip }) => ip),
    );
  return new Set(switches.filter(one => one.fast_alive === 1).map(({ ip }) => ip));
}

/** The operator's program has a second look at those that do not answer: it prints 1 for one that lives. */
async function aliveByScript(
  { options, signal }: ActionContext,
  switches: readonly PingableSwitch[],
): Promise<readonly string[]> {
  const script = options.text('SWITCH_PING_CUSTOM_SCRIPT');
  if (!script) return [];
  const [program = '', ...args] = script.split(/\s+/);
  const hint = 'the option SWITCH_PING_CUSTOM_SCRIPT names it';
  const found = await concurrently(switches, SCRIPTS_AT_ONCE, async ({ ip }) => {
    const { stdout } = await runProgram(program, [...args, ip], { signal, hint });
    return stdout.trim() === '1' ? [ip] : [];
  });
  return found.flat();
}
