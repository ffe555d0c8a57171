export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

/** The phrase and the address of `Jane <jane@example.net>`, `jane@example.net (Jane)` or a bare `root` (Python's parseaddr). */
export function addressOf(written: string): MailAddress {
  const text = written.trim();
  const [, phrase, inAngles] = /^(.*?)\s*<([^<>]*)>$/s.exec(text) ?? [];
  if (inAngles !== undefined) return { name: unquoted(phrase!), address: inAngles.trim() };
  const [, address, comment] = /^(\S+)\s*\(([^()]*)\)$/.exec(text) ?? [];
  return address === undefined ? { name: '', address: text } : { name: comment!, address };
}

function unquoted(phrase: string): string {
  const [, inside] = /^"(.*)"$/s.exec(phrase) ?? [];
  return inside?.replaceAll(/\\(.)/gs, '$1') ?? phrase;
}
