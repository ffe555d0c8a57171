import type { Options } from './options/options.ts';

/** The reply of the first option that is not on, or undefined when all are. */
export function closedGate(options: Options, gate: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(gate).find(([option]) => !options.isOn(option))?.[1];
}
