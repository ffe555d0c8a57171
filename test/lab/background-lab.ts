/** A program that is a lab until it is stopped: `node background-lab.js <home> [idle minutes]`. */
import { labUp } from '../../src/lab/background.ts';

const [home = '', idle] = process.argv.slice(2);
const { ended } = await labUp({ home, hss: 2, ...(idle === undefined ? {} : { idleMinutes: Number(idle) }) });
await ended;
