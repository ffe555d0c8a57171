/** How long numbers are, and the country that short ones lack. */
export interface NumberPlan {
  readonly length: number;
  readonly country: string;
}

/** A number with its plus sign of one as people write it; undefined for one that is not of this plan. */
export function smsNumber(text: string, { length, country }: NumberPlan): string | undefined {
  const digits = text.replaceAll(/\D/g, '');
  const missing = length - digits.length;
  if (digits === '' || missing < 0 || missing > country.length) return undefined;
  const full = country.slice(0, missing) + digits;
  return full.startsWith(country) ? `+${full}` : undefined;
}
