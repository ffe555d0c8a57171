/** The octets of a text in windows-1251; what it has no letter for becomes a question mark. */
export function toWindows1251(text: string): Buffer {
  return Buffer.from(Array.from(text, letter => octets.get(letter) ?? QUESTION_MARK));
}

const QUESTION_MARK = 0x3f;

const octets = readOctets();

/** The platform decodes this encoding and does not encode it: its table is read the other way round. */
function readOctets(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('windows-1251');
  return new Map(Array.from({ length: 256 }, (_, octet) => [decoder.decode(Uint8Array.of(octet)), octet] as const));
}
