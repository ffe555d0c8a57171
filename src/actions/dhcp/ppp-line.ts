import type { Host } from './network-hosts.ts';

/** A line of chap-secrets: login, any server, password, address; nothing for an address of nobody. */
export function pppLine({ login, password, ip }: Host): string {
  if (login === null || password === '') return '';
  return `"${quoted(login)}" * "${quoted(password)}" ${ip}\n`;
}

function quoted(text: string): string {
  return text.replaceAll(/["\\]/g, sign => `\\${sign}`);
}
