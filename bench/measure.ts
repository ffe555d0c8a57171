/** Timing of whole commands and of functions, and the printing of ratios. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Wall time and CPU (user and system, children included) of a command, as bash's `time` counts it. Throws when it exits non-zero. */
export async function costOfCommand(
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Cost> {
  const script = `TIMEFORMAT='%R %U %S'; time "$@" >/dev/null 2>/dev/null`;
  const child = spawn('bash', ['-c', script, 'bash', ...command], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stderr.setEncoding('utf8').on('data', chunk => (text += chunk));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`${command.join(' ')} exited ${code}`);
  const [wall = 0, user = 0, system = 0] = text.trim().split(' ').map(Number);
  return { wallMs: wall * 1000, cpuMs: (user + system) * 1000 };
}

/** Wall time and this process's CPU of one call of `work`. */
export async function costOfWork(work: () => Promise<void>): Promise<Cost> {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const used = process.cpuUsage(cpu);
  return { wallMs: performance.now() - wall, cpuMs: (used.user + used.system) / 1000 };
}

/** Runs both in turn, after one uncounted round of each, and gives the median cost of each. */
export async function inTurn(
  rounds: number,
  subject: () => Promise<Cost>,
  peer: () => Promise<Cost>,
): Promise<[Cost, Cost]> {
  const costs: [Cost[], Cost[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    const pair = [await subject(), await peer()] as const;
    if (round > 0) pair.forEach((cost, side) => costs[side]?.push(cost));
  }
  return [medianCost(costs[0]), medianCost(costs[1])];
}

export function medianCost(costs: readonly Cost[]): Cost {
  return { wallMs: median(costs.map(cost => cost.wallMs)), cpuMs: median(costs.map(cost => cost.cpuMs)) };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

export function printCost(label: string, cost: Cost, per = 1, unit = 'ms'): void {
  const scale = (unit === 'µs' ? 1000 : 1) / per;
  const figure = (ms: number): string => (ms * scale).toFixed(unit === 'µs' ? 1 : 0).padStart(9);
  console.log(`${label.padEnd(44)}${figure(cost.wallMs)} ${unit} wall${figure(cost.cpuMs)} ${unit} CPU`);
}

/** How many times `b` costs what `a` costs. */
export function printRatio(label: string, a: Cost, b: Cost, aim: string): void {
  console.log(
    `${label.padEnd(44)}${ratio(a.wallMs, b.wallMs)}    wall${ratio(a.cpuMs, b.cpuMs)}    CPU   (aim: ${aim})`,
  );
}

function ratio(x: number, y: number): string {
  return `${(y / x).toFixed(2)}×`.padStart(9);
}
