/** Networks whose switches say where a request came from. */
import { addressLabel } from './static-stanza.ts';
import type { Host } from './network-hosts.ts';

/** A class by the option's text and a pool of one address for each host that has such a text. */
export function option82Stanzas(hosts: readonly Host[]): string {
  return placed(hosts)
    .map(({ ip, option82 }) => {
      const label = addressLabel(ip);
      const match = `option agent.circuit-id = "${escaped(option82 ?? '')}"`;
      return `\nclass "${label}" {\n   match if ${match};\n}\n\npool {\n   range ${ip};\n   allow members of "${label}";\n}\n`;
    })
    .join('');
}

/** Lines that keep these hosts out of other pools. */
export function option82Members(hosts: readonly Host[]): string {
  return placed(hosts)
    .map(({ ip }) => `deny members of "${addressLabel(ip)}";\n`)
    .join('');
}

function placed(hosts: readonly Host[]): readonly Host[] {
  return hosts.filter(host => host.option82 !== null && host.option82 !== '');
}

function escaped(text: string): string {
  return text.replaceAll(/["\\]/g, sign => `\\${sign}`);
}
