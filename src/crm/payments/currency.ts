/** Currencies of ISO 4217 whose minor unit is not the hundredth. */
const digitsOf: Readonly<Record<string, number>> = Object.fromEntries([
  ...'bif clp djf gnf jpy kmf krw pyg rwf ugx vnd vuv xaf xof xpf'.split(' ').map(code => [code, 0]),
  ...'bhd iqd jod kwd lyd omr tnd'.split(' ').map(code => [code, 3]),
]);

/** Digits after the point of a currency: yen 0, dollar 2, dinar 3. */
export function currencyDigits(currency: string): number {
  return digitsOf[currency.toLowerCase()] ?? 2;
}
