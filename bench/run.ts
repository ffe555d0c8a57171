/** `npm run bench [name…]`: each benchmark runs its subject and its peer or floor in turn and prints the ratio. */
import { listener } from './listener/listener.ts';
import { feeAgainstSqlite } from './actions-fee.ts';
import { remoteApiAgainstFastify } from './actions-http.ts';
import { actionStartUp } from './actions-start.ts';
import { swpingAgainstFping } from './actions-swping.ts';
import { swpollAgainstNetSnmp } from './actions-swpoll.ts';
import { confdAgainstFastify } from './confd.ts';
import { loadPlay } from './load-play.ts';
import { loopsAgainstAnsible } from './loops-against-ansible.ts';
import { journalCost } from './provisioning/journal-cost.ts';
import { manyOrders } from './provisioning/many-orders.ts';
import { recoveryTime } from './provisioning/recovery-time.ts';
import { playAgainstAnsible } from './play-against-ansible.ts';
import { startUp } from './start-up.ts';
import { templateAgainstNunjucks } from './template-against-nunjucks.ts';
import { uriAgainstUndici } from './uri-against-undici.ts';

const benchmarks = new Map<string, () => Promise<void>>([
  ['play', playAgainstAnsible],
  ['uri', uriAgainstUndici],
  ['listener', listener],
  ['start', startUp],
  ['load', loadPlay],
  ['loops', loopsAgainstAnsible],
  ['template', templateAgainstNunjucks],
  ['journal', journalCost],
  ['recovery', recoveryTime],
  ['orders', manyOrders],
  ['swping', swpingAgainstFping],
  ['swpoll', swpollAgainstNetSnmp],
  ['action', actionStartUp],
  ['fee', feeAgainstSqlite],
  ['confd', confdAgainstFastify],
  ['remoteapi', remoteApiAgainstFastify],
]);

const chosen = process.argv.slice(2);
for (const [name, benchmark] of benchmarks) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(`\n## ${name}`);
  await benchmark();
}
