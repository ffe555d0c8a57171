import type { ModuleContext } from '../../module.ts';
import type { Collector, Facts } from './collector.ts';

/** `ansible_env`: the environment that modules run in. omnicrm's own settings are left out: facts are shown, and some are secrets. */
export const environment: Collector = {
  name: 'env',
  minimal: true,
  words: [],
  gather(context: ModuleContext): Facts {
    const all = Object.entries({ ...process.env, ...context.environment });
    return { env: Object.fromEntries(all.filter(([name]) => !name.startsWith('OMNICRM_'))) };
  },
};
