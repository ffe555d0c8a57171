import type { Host } from './network-hosts.ts';

/** The stanza of a host with a MAC; nothing for one without. Its label is the login where names go to the DNS. */
export function staticStanza({ ip, mac, login }: Host, isNamed: boolean): string {
  if (!mac) return '';
  const label = isNamed && login !== null ? login : addressLabel(ip);
  return `\n   host ${label} {\n   hardware ethernet ${mac};\n   fixed-address ${ip};\n   }\n`;
}

/** `m10x0x0x11` for 10.0.0.11. */
export function addressLabel(ip: string): string {
  return `m${ip.replaceAll('.', 'x')}`;
}
