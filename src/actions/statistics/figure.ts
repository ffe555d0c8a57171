/** Names and values of figures. */
export type Figures = readonly (readonly [string, string | number])[];

/** To the minor unit, half away from zero; 0 of nobody. */
export function average(minor: number, count: number): number {
  return count === 0 ? 0 : Math.round(minor / count);
}
