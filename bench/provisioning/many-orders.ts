import { startLoopbackServer } from '../loopback-server.ts';
import { costOfWork, printCost, printRatio } from '../measure.ts';
import { atOnce, makeBenchHome, openBenchApp } from './bench-home.ts';
import { floorOrders } from './floor-orders.ts';
import { twelveTasks } from './twelve-tasks.ts';

const AT_ONCE = 64;
const ORDERS = Number(process.env['BENCH_ORDERS'] ?? 2000);

/** Orders of a twelve-task play in one process, 64 at once, and the bare floor: the same calls, the same rows, the same commits. */
export async function manyOrders(): Promise<void> {
  const server = await startLoopbackServer();
  const home = await makeBenchHome(server.url, new Map([['twelve-tasks', twelveTasks(server.url)]]), AT_ONCE);
  const app = await openBenchApp(home.home);
  const order = async (): Promise<void> => {
    const { status, failure } = await app.placeOrder({ product: 'twelve-tasks', customer: 1 });
    if (status !== 0) throw new Error(failure?.message);
  };
  try {
    await atOnce(200, AT_ONCE, order);
    const ours = await costOfWork(() => atOnce(ORDERS, AT_ONCE, order));
    const peak = process.resourceUsage().maxRSS / 1024;
    const floor = await costOfWork(() => floorOrders(home.home, server.url, ORDERS, AT_ONCE));
    printCost(`an order of 12 tasks (${ORDERS}, ${AT_ONCE} at once)`, ours, ORDERS, 'µs');
    printCost('its calls and rows, bare', floor, ORDERS, 'µs');
    printRatio('order against floor', floor, ours, '≤ 2 wall');
    console.log(`${rate(ours.wallMs)} orders/s against ${rate(floor.wallMs)}; peak memory ${peak.toFixed(0)} MB`);
  } finally {
    await app.close();
    server.close();
    home.remove();
  }
}

function rate(wallMs: number): string {
  return ((ORDERS / wallMs) * 1000).toFixed(0);
}
