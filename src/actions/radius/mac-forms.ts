/** MAC addresses as makers of servers write them; empty for none. */

/** `0200.0000.000b`, as Juniper and Cisco do, or with another sign between. */
export function macInFours(mac: string | null, sign = '.'): string {
  return digitsOf(mac).match(/.{4}/g)?.join(sign) ?? '';
}

/** `02-00-00-00-00-0b`. */
export function macInPairs(mac: string | null): string {
  return digitsOf(mac).match(/../g)?.join('-') ?? '';
}

function digitsOf(mac: string | null): string {
  return mac?.toLowerCase().replaceAll(/[^0-9a-f]/g, '') ?? '';
}
