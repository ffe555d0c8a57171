import type { ResponseHeaders } from './http-request.ts';

/** One way in which a server asks for credentials: `Digest realm="…", nonce="…"`. Names are lower case. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const TOKEN = String.raw`[A-Za-z0-9!#$%&'*+.^_\`|~-]+`;
const PART = new RegExp(String.raw`(${TOKEN})(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|(${TOKEN})))?`, 'g');

/** The challenges of a 401 (RFC 9110 §11.6.1), several in one header or in several. */
export function parseChallenges(headers: ResponseHeaders): Challenge[] {
  const lines = [headers['www-authenticate'] ?? []].flat();
  return lines.flatMap(parseLine);
}

function parseLine(line: string): Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  for (const [, word, quoted, plain] of line.matchAll(PART)) {
    const value = quoted?.replaceAll(/\\(.)/g, '$1') ?? plain;
    const name = word!.toLowerCase();
    if (value === undefined) challenges.push({ scheme: name, parameters: new Map() });
    else challenges.at(-1)?.parameters.set(name, value);
  }
  return challenges;
}
