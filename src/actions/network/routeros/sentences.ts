/** The wire of RouterOS's API: sentences of words, each word behind its length, an empty word at the end. */
import { OmnicrmError } from '../../../errors.ts';

/** No answer we ask for has longer words: a length beyond it is no RouterOS. */
const LONGEST_WORD = 1 << 20;

/** Words as octets, with the empty word at their end. */
export function encodeSentence(words: readonly string[]): Buffer {
  return Buffer.concat([...words, ''].flatMap(word => [lengthOctets(Buffer.byteLength(word)), Buffer.from(word)]));
}

/** The sentences that octets hold, however they come in pieces. Throws E_BACKEND_DOWN for a length that no word has. */
export async function* readSentences(pieces: AsyncIterable<Buffer>): AsyncGenerator<readonly string[], undefined> {
  let rest: Buffer = Buffer.alloc(0);
  let words: string[] = [];
  for await (const piece of pieces) {
    rest = Buffer.concat([rest, piece]);
    for (let word = takeWord(rest); word !== undefined; word = takeWord(rest)) {
      rest = rest.subarray(word.end);
      if (word.text !== '') words.push(word.text);
      else {
        if (words.length > 0) yield words;
        words = [];
      }
    }
  }
}

/** How lengths are written: octets after the first, the first one's marking bits, and from where on. */
const forms = [
  { more: 0, mark: 0x00, mask: 0x80, below: 0x80 },
  { more: 1, mark: 0x80, mask: 0xc0, below: 0x4000 },
  { more: 2, mark: 0xc0, mask: 0xe0, below: 0x20_0000 },
  { more: 3, mark: 0xe0, mask: 0xf0, below: 0x1000_0000 },
  { more: 4, mark: 0xf0, mask: 0xf8, below: 0x1_0000_0000 },
] as const;

function lengthOctets(length: number): Buffer {
  const form = forms.find(({ below }) => length < below);
  if (form === undefined) throw new OmnicrmError('E_INTERNAL', `a word of ${length} octets cannot be sent`);
  const octets = Buffer.alloc(form.more + 1);
  if (form.more === 4) octets.writeUInt32BE(length, 1);
  else octets.writeUIntBE(length, 0, form.more + 1);
  octets[0] = (octets[0] ?? 0) | form.mark;
  return octets;
}

/** The word at the beginning; undefined while a part of it is missing. */
function takeWord(octets: Buffer): { readonly text: string; readonly end: number } | undefined {
  const [first] = octets;
  if (first === undefined) return undefined;
  const form = forms.find(({ mark, mask }) => (first & mask) === mark);
  if (form === undefined) throw noWord();
  const from = form.more + 1;
  if (octets.length < from) return undefined;
  const high = form.more === 4 ? 0 : (first & ~form.mask) * 256 ** form.more;
  const length = high + (form.more === 0 ? 0 : octets.readUIntBE(1, form.more));
  if (length > LONGEST_WORD) throw noWord();
  const end = from + length;
  return octets.length < end ? undefined : { text: octets.toString('utf8', from, end), end };
}

function noWord(): OmnicrmError {
  return new OmnicrmError('E_BACKEND_DOWN', 'what answers is no API of RouterOS', {
    hint: 'the port of the API is 8728, and the service is to be on: /ip service enable api',
  });
}
