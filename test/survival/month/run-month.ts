/** The whole month: `node run-month.js [SUBSCRIBERS] [DAYS] [MOST PER DAY] [SEED]`. Ends with 1 when something is wrong. */
import { compareMonths } from './compare-months.ts';
import { seeded } from '../random.ts';

const [subscribers = 2000, days = 31, mostPerDay = 4, seed = 1] = process.argv.slice(2).map(Number);
const report = await compareMonths({ subscribers, from: '2026-11-15', days, mostPerDay, random: seeded(seed) });
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
const { lived, faults, different, unsent } = report;
process.exitCode = lived.failed.length + faults.length + different.length + unsent === 0 ? 0 : 1;
