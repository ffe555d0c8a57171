/** By hand: `node …/long-run.js SEED COUNT` with PYTHONPATH naming ansible-core 2.19. */
import { differences } from './differences.ts';

const [seed = '1', count = '10000'] = process.argv.slice(2);
const found = await differences(Number(seed), Number(count), process.env);
process.stdout.write(`${found.join('\n')}\n${found.length} of ${count} differ\n`);
