import { RpcError } from './rpc-error.ts';

const unitNs: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };

/** Nanoseconds of a Go duration (`1h30m`, `4320h`); a bare number is nanoseconds, as CGRateS reads it. Go's own errors. */
export function parseDuration(text: string): number {
  if (/^[+-]?\d+(\.\d*)?$/.test(text)) return Number(text);
  const [, sign, body] = /^([+-]?)(.*)$/s.exec(text)!;
  if (body === '') throw new RpcError(`time: invalid duration ${JSON.stringify(text)}`);
  let total = 0;
  for (let rest = body!; rest !== '';) {
    const [part, digits, unit] = /^(\d*\.?\d*)([^\d.]*)/.exec(rest)!;
    total += partNs(digits!, unit!, text);
    rest = rest.slice(part.length);
  }
  return sign === '-' ? -total : total;
}

function partNs(digits: string, unit: string, whole: string): number {
  if (!/\d/.test(digits)) throw new RpcError(`time: invalid duration ${JSON.stringify(whole)}`);
  if (unit === '') throw new RpcError(`time: missing unit in duration ${JSON.stringify(whole)}`);
  const size = unitNs[unit];
  if (size === undefined)
    throw new RpcError(`time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(whole)}`);
  return Number(digits) * size;
}
