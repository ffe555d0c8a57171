/** A process of its own that opens the app, is told what to do, and is killed on the way: `node order-process.js HOME`. */
import { once } from 'node:events';
import { createApp, type App } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import type { RunControl, RunOutcome } from '../../src/provisioning/order.ts';
import type { Work } from './work.ts';

const [home = ''] = process.argv.slice(2);
const app = await createApp(await loadConfig({ env: { OMNICRM_HOME: home }, cwd: home }));
process.send?.('ready');
const [told] = (await once(process, 'message')) as [Work];
await carryOut(app, told, { onAccepted: () => process.send?.('begun') });
process.send?.('done');
await app.close();
process.disconnect?.();

function carryOut(opened: App, work: Work, control: RunControl): Promise<RunOutcome> {
  if ('remove' in work) return opened.deprovision({ service: work.remove }, control);
  if ('resume' in work) return opened.resume(work.resume, control);
  if ('rollBack' in work) return opened.rollBack(work.rollBack, control);
  const vars = new Map(Object.entries(work.vars ?? {}));
  return opened.placeOrder({ product: work.order, customer: 1, pick: true, vars }, control);
}
