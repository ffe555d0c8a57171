import { readLines } from './read-lines.ts';

export type Family = 'IPv4' | 'IPv6';

export interface Route {
  readonly device: string;
  readonly gateway: string;
}

/** The default route with the lowest metric, as the kernel tells it; undefined where there is none. */
export function defaultRoute(family: Family): Route | undefined {
  const routes = family === 'IPv4' ? ipv4Routes() : ipv6Routes();
  return routes.toSorted((a, b) => a.metric - b.metric)[0];
}

type Measured = Route & { readonly metric: number };

function ipv4Routes(): Measured[] {
  const rows = readLines('/proc/net/route').map(line => line.trim().split(/\s+/));
  return rows.flatMap(([device = '', destination, gateway = '', , , , metric, mask]) => {
    if (destination !== '00000000' || mask !== '00000000') return [];
    return [{ device, gateway: ipv4Text(gateway), metric: Number(metric) }];
  });
}

/** The kernel writes IPv4 addresses as hex digits, the last byte first. */
function ipv4Text(hex: string): string {
  const bytes = hex.match(/../g) ?? [];
  return bytes
    .toReversed()
    .map(byte => Number.parseInt(byte, 16))
    .join('.');
}

function ipv6Routes(): Measured[] {
  const rows = readLines('/proc/net/ipv6_route').map(line => line.trim().split(/\s+/));
  return rows.flatMap(([destination = '', length, , , gateway = '', metric = '', , , , device = '']) => {
    if (!/^0{32}$/.test(destination) || length !== '00' || device === 'lo') return [];
    return [{ device, gateway: ipv6Text(gateway), metric: Number.parseInt(metric, 16) }];
  });
}

/** The shortest form: the URL parser knows it. */
function ipv6Text(hex: string): string {
  const groups = (hex.match(/.{4}/g) ?? []).join(':');
  return new URL(`http://[${groups}]/`).hostname.slice(1, -1);
}
