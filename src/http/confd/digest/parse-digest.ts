/** What a client answers to the challenge; names in lower case. */
export type DigestParameters = Readonly<Partial<Record<string, string>>>;

const PARAMETER = /([A-Za-z0-9-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))\s*(?:,|$)/g;

/** The parameters of an `Authorization: Digest …` header, quoted or not; undefined for any other scheme or garbage. */
export function parseDigest(header: string | undefined): DigestParameters | undefined {
  const rest = /^\s*digest\s+(.*)$/is.exec(header ?? '')?.[1];
  if (rest === undefined) return undefined;
  const pairs = [...rest.matchAll(PARAMETER)].map(([, name = '', quoted, bare = '']): [string, string] => [
    name.toLowerCase(),
    quoted?.replaceAll(/\\(.)/g, '$1') ?? bare,
  ]);
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
}
