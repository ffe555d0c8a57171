/** A process of its own that carries out one order or removal and is killed on the way: `node order-process.js HOME WORK`. */
import { createApp, type App } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import type { RunOutcome } from '../../src/provisioning/order.ts';
import type { Work } from './work.ts';

const [home = '', work = '{}'] = process.argv.slice(2);
const app = await createApp(await loadConfig({ env: { OMNICRM_HOME: home }, cwd: home }));
// The parent counts the time from here.
process.send?.('ready');
const outcome = await carryOut(app, JSON.parse(work) as Work);
process.send?.(outcome);
await app.close();

function carryOut(opened: App, { product, service, vars = {} }: Work): Promise<RunOutcome> {
  if (product === undefined) return opened.deprovision({ service: service ?? 0 });
  return opened.placeOrder({ product, customer: 1, pick: true, vars: new Map(Object.entries(vars)) });
}
