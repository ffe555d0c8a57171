/** Reads a mail as its reader would: headers unfolded and decoded, parts in their order. Enough of RFC 2045-2047 for tests. */

export interface MailPart {
  /** As `text/html`, in lower case. */
  readonly type: string;
  /** Decoded text. */
  readonly content: string;
}

export interface ParsedMail {
  /** By name in lower case; one that comes twice has both, a line each. */
  readonly headers: Readonly<Record<string, string>>;
  /** The leaves of the tree of parts. */
  readonly parts: readonly MailPart[];
}

/** Parses a raw message, given as one character a byte (latin1). */
export function parseMail(raw: string): ParsedMail {
  const { headers, body } = splitHead(raw);
  const type = headers['content-type'] ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  const shown = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, decodeWords(value)]));
  if (boundary !== undefined) return { headers: shown, parts: partsOf(body, boundary) };
  const content = decodeBody(body, headers['content-transfer-encoding'] ?? '7bit');
  return { headers: shown, parts: [{ type: type.replace(/;.*$/s, '').trim().toLowerCase(), content }] };
}

function partsOf(body: string, boundary: string): MailPart[] {
  const sections = `\r\n${body}`.split(`\r\n--${boundary}`).slice(1);
  const parts = sections.filter(section => !section.startsWith('--'));
  return parts.flatMap(section => parseMail(section.replace(/^[ \t]*\r\n/, '')).parts);
}

function splitHead(raw: string): { headers: Record<string, string>; body: string } {
  const end = raw.indexOf('\r\n\r\n');
  const head = end < 0 ? raw : raw.slice(0, end);
  const headers: Record<string, string> = {};
  for (const line of head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const [, name, value] = /^([!-9;-~]+):\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    const key = name.toLowerCase();
    headers[key] = key in headers ? `${headers[key]}\n${value}` : value;
  }
  return { headers, body: end < 0 ? '' : raw.slice(end + 4) };
}

type Decoder = (text: string) => Buffer;

const decoders: Readonly<Record<string, Decoder>> = {
  base64: text => Buffer.from(text, 'base64'),
  'quoted-printable': text => quotedPrintable(text.replaceAll(/=[ \t]*\r?\n/g, '')),
};

function decodeBody(body: string, encoding: string): string {
  const decode = decoders[encoding.trim().toLowerCase()] ?? (text => Buffer.from(text, 'latin1'));
  return decode(body).toString('utf8').replaceAll('\r\n', '\n');
}

/** `=?utf-8?Q?caf=C3=A9?=` in a header; white space between two such words is none. */
function decodeWords(value: string): string {
  const joined = value.replaceAll(/(=\?[^?]+\?[bq]\?[^?]*\?=)\s+(?==\?)/gi, '$1');
  const words = /=\?[^?]+\?([bq])\?([^?]*)\?=/gi;
  const bytes = joined.replaceAll(words, (_, encoding: string, text: string) => wordBytes(encoding, text));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Bytes, not text: a letter may be spread over two words. */
function wordBytes(encoding: string, text: string): string {
  const decode = encoding.toLowerCase() === 'b' ? decoders['base64'] : quotedPrintable;
  return decode?.(text.replaceAll('_', ' ')).toString('latin1') ?? text;
}

function quotedPrintable(text: string): Buffer {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return Buffer.from(bytes, 'latin1');
}
