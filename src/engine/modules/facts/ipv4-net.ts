/** First and last address of the network that an IPv4 address and mask lie in. */
export function ipv4Net(address: string, netmask: string): { network: string; broadcast: string } {
  const [bytes, mask] = [address, netmask].map(text => text.split('.').map(Number));
  const each = (join: (byte: number, mask: number) => number): string =>
    (bytes ?? []).map((byte, index) => join(byte, mask?.[index] ?? 0)).join('.');
  return { network: each((byte, part) => byte & part), broadcast: each((byte, part) => byte | (~part & 0xff)) };
}
