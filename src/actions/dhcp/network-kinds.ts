/** How networks are written, by their kind. */
import type { Options } from '../options/options.ts';
import type { Host, Network } from './network-hosts.ts';
import { option82Members, option82Stanzas } from './option82-stanzas.ts';
import { pppLine } from './ppp-line.ts';
import { staticStanza } from './static-stanza.ts';

export interface NetworkKind {
  /** The option that tells whether such networks are written. */
  readonly option: string;
  /** What holds when the option is not there. */
  readonly isOnByDefault: boolean;
  /** Whether `dhcpd.conf` includes its file. */
  readonly isDhcp: boolean;
  /** Who may read its file. */
  readonly mode: number;
  text(hosts: readonly Host[], options: Options): string;
  /** Lines that keep its hosts out of other pools. */
  denied(hosts: readonly Host[]): string;
}

const ppp: NetworkKind = {
  option: 'PPP_ENABLED',
  isOnByDefault: false,
  isDhcp: false,
  // It holds passwords.
  mode: 0o600,
  text: hosts => hosts.map(pppLine).join(''),
  denied: () => '',
};

const kinds: ReadonlyMap<string, NetworkKind> = new Map<string, NetworkKind>([
  [
    'dhcpstatic',
    {
      option: 'DHCP_ENABLED',
      isOnByDefault: true,
      isDhcp: true,
      mode: 0o644,
      text: (hosts, options) => hosts.map(host => staticStanza(host, options.isOn('DHCP_DDNS_ENABLED'))).join(''),
      denied: () => '',
    },
  ],
  [
    'dhcp82',
    {
      option: 'OPT82_ENABLED',
      isOnByDefault: false,
      isDhcp: true,
      mode: 0o644,
      text: option82Stanzas,
      denied: option82Members,
    },
  ],
  ['pppstatic', ppp],
  ['pppdynamic', ppp],
]);

/** Undefined for networks that are not written. Kinds of dhcp82 differ only in how the operator writes the option's text. */
export function kindOf(options: Options, { kind: name }: Network): NetworkKind | undefined {
  const kind = kinds.get(name.startsWith('dhcp82') ? 'dhcp82' : name);
  if (kind === undefined) return undefined;
  const isOn = kind.isOnByDefault ? !options.isOff(kind.option) : options.isOn(kind.option);
  return isOn ? kind : undefined;
}
