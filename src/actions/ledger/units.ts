/** Ubilling's amounts and percentages as whole numbers, and back to the shortest text. */

const AMOUNT = /^(-?)(\d{1,13})(?:\.(\d{1,9}))?$/;

/**
 * An amount in Ubilling's form (-?digits, 1 to 9 digits after the point) as minor units, rounded half away from zero:
 * `0.125` gives 13, `-5.25` gives -525. Undefined for any other text.
 */
export function parseUnits(text: string): number | undefined {
  const match = AMOUNT.exec(text);
  if (match === null) return undefined;
  const fraction = (match[3] ?? '').padEnd(3, '0');
  const minor = Number(`${match[2]}${fraction.slice(0, 2)}`) + (Number(fraction[2]) >= 5 ? 1 : 0);
  return match[1] === '-' && minor !== 0 ? -minor : minor;
}

/** Minor units in the shortest form that Ubilling prints: 1550 gives `15.5`, 25000 gives `250`, -1 gives `-0.01`. */
export function unitsText(minor: number): string {
  const sign = minor < 0 ? '-' : '';
  const whole = Math.trunc(Math.abs(minor) / 100);
  const rest = String(Math.abs(minor) % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${sign}${whole}${rest === '' ? '' : `.${rest}`}`;
}

/** A share of an amount in minor units, rounded half away from zero; 1000 basis points are ten percent. */
export function shareOf(minor: number, basisPoints: number): number {
  const product = BigInt(minor) * BigInt(basisPoints);
  const half = product < 0n ? -5000n : 5000n;
  return Number((product + half) / 10_000n);
}
